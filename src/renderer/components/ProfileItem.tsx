import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { Profile, Scope } from '../../shared/model';
import { regionLabel } from '../../shared/region-names';
import type { ProfileAccess } from '../../shared/sign-in';
import { bridge } from '../bridge';
import { sourceText } from '../credential-text';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';
import { useEnableProfile } from '../use-enable-profile';
import { AccessFacts } from './AccessFacts';
import { ColorDot } from './ColorDot';
import { Icon } from './Icon';
import { PermissionFacts } from './PermissionFacts';

interface ProfileItemProps {
  readonly profile: Profile;
  readonly access: ProfileAccess | undefined;
  readonly scopes: readonly Scope[];
  /** Counted from 0. */
  readonly index: number;
  readonly count: number;
  readonly onEdit: () => void;
  readonly onDuplicate: () => void;
}

/** A Profile among those that are managed: changed, moved, switched off, removed. */
export function ProfileItem({ profile, access, scopes, index, count, onEdit, onDuplicate }: ProfileItemProps) {
  const translator = useTranslator();
  const { t } = translator;
  const showStatus = useStatus();
  const setEnabled = useEnableProfile();
  const menuButton = useRef<HTMLButtonElement>(null);
  const isMoving = useRef(false);
  const { id, name, isEnabled } = profile;
  const isDemo = profile.source.kind === 'demo';
  const isStandIn = isDemo && count === 1;

  async function remove(): Promise<void> {
    const { id: _id, ...draft } = profile;
    const removed = await bridge.removeProfile({ id });
    if (!removed.ok) {
      showStatus({ kind: 'failed', error: removed.error });
      return;
    }
    const putBack = () => void (isDemo ? bridge.openDemoAccount() : bridge.addProfile(draft));
    showStatus({ kind: 'done', text: t('settings.removed', { name }), undo: putBack });
  }

  async function move(by: -1 | 1): Promise<void> {
    const place = index + by + 1;
    if (place < 1 || place > count) return;
    isMoving.current = true;
    const moved = await bridge.moveProfile({ id, by });
    showStatus(
      moved.ok
        ? { kind: 'done', text: t('settings.moved', { name, place, count }) }
        : { kind: 'failed', error: moved.error },
    );
  }

  // What is moved in the page loses the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of place that matters
  useEffect(() => {
    if (!isMoving.current) return;
    isMoving.current = false;
    menuButton.current?.focus();
  }, [index]);

  function onKeyDown(event: KeyboardEvent): void {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    event.stopPropagation();
    void move(event.key === 'ArrowUp' ? -1 : 1);
  }

  return (
    <li className={isEnabled ? 'choice profile-item' : 'choice profile-item is-disabled'} onKeyDownCapture={onKeyDown}>
      <div>
        <p className="name">
          <ColorDot color={profile.color} /> {name}{' '}
          {profile.isDryRun && <span className="badge dry-run">{t('dryRun.badge')}</span>}
        </p>
        <p className="meta">
          {!isEnabled && `${t('settings.disabled')} · `}
          {sourceText(profile.source, translator)} ·{' '}
          {profile.regions.map((region, at) => (
            <span key={region} className="whole">
              {regionLabel(region, translator)}
              {at < profile.regions.length - 1 && ', '}
            </span>
          ))}
        </p>
        {isStandIn && <p className="meta">{t('settings.demoShown')}</p>}
      </div>
      {!isDemo && (
        <Button className="button" aria-label={t('settings.editName', { name })} onPress={onEdit}>
          {t('settings.edit')}
        </Button>
      )}
      {!isStandIn && (
        <>
          <Button className="button" aria-label={t('settings.removeName', { name })} onPress={() => void remove()}>
            {t('settings.remove')}
          </Button>
          <MenuTrigger>
            <Button ref={menuButton} className="icon-button" aria-label={t('list.moreActions', { name })}>
              <Icon name="more" />
            </Button>
            <Popover className="popover" placement="bottom end">
              <Menu className="menu">
                <MenuItem isDisabled={index === 0} onAction={() => void move(-1)}>
                  {t('settings.moveUp')}
                </MenuItem>
                <MenuItem isDisabled={index === count - 1} onAction={() => void move(1)}>
                  {t('settings.moveDown')}
                </MenuItem>
                {!isDemo && <MenuItem onAction={onDuplicate}>{t('settings.duplicate')}</MenuItem>}
                <MenuItem onAction={() => setEnabled(profile, !isEnabled)}>
                  {t(isEnabled ? 'settings.disable' : 'settings.enable')}
                </MenuItem>
              </Menu>
            </Popover>
          </MenuTrigger>
        </>
      )}
      <AccessFacts access={access} />
      {isEnabled && <PermissionFacts profile={profile} scopes={scopes} />}
    </li>
  );
}
