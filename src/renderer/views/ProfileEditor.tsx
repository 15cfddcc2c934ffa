import { type FormEvent, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { FieldError, Input, Label, Radio, RadioGroup, Text, TextField } from 'react-aria-components';
import { PROFILE_NAME_LENGTH } from '../../shared/free-profile-name';
import {
  type CredentialSource,
  DEFAULT_SSH,
  PROFILE_COLORS,
  type Profile,
  type ProfileColor,
  type ProfileDraft,
  toRegion,
} from '../../shared/model';
import { bridge, latestSnapshot, subscribeToSnapshot } from '../bridge';
import { AccessKeysFields } from '../components/AccessKeysFields';
import { EditorActions } from '../components/EditorActions';
import { EnteredKeys } from '../components/EnteredKeys';
import { FilterField } from '../components/FilterField';
import { FindRegions } from '../components/FindRegions';
import { NameField } from '../components/NameField';
import { PageHead } from '../components/PageHead';
import { RegionsField } from '../components/RegionsField';
import { SourceField } from '../components/SourceField';
import { SshDisclosure } from '../components/SshDisclosure';
import { SwitchField } from '../components/SwitchField';
import { EMPTY_KEYS, type KeysDraft } from '../keys-draft';
import { freeColor } from '../profile-colors';
import {
  accountKey,
  askableSource,
  draftProblems,
  filterOfDraft,
  filterProblem,
  isRegionCode,
  sshProblems,
} from '../profile-draft';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';
import { useKeysEntry } from '../use-keys-entry';

interface ProfileEditorProps {
  /** Null for a new one. */
  readonly profile: Profile | null;
  readonly draft: Partial<ProfileDraft>;
  /** Access keys that are being entered; null while none are. */
  readonly keys: KeysDraft | null;
  readonly onChange: (draft: Partial<ProfileDraft>) => void;
  readonly onKeysChange: (keys: KeysDraft | null) => void;
  /** What was sent has become a source. */
  readonly onKeysEntered: (sent: KeysDraft, source: CredentialSource) => void;
  readonly onDone: () => void;
}

/** Adds or changes a Profile. What is wrong stands beside its field, once a save was tried. */
export function ProfileEditor({
  profile,
  draft,
  keys,
  onChange,
  onKeysChange,
  onKeysEntered,
  onDone,
}: ProfileEditorProps) {
  const { t } = useTranslator();
  const showStatus = useStatus();
  const snapshot = useSyncExternalStore(subscribeToSnapshot, latestSnapshot);
  const [wasTried, setWasTried] = useState(false);
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  const profiles = snapshot?.allProfiles ?? [];
  const others = profiles.filter(({ id }) => id !== profile?.id);
  const problems = draftProblems(
    draft,
    others.map(({ name }) => name),
    keys !== null,
  );
  const entry = useKeysEntry({ keys, draft, onEntered: onKeysEntered });
  const shown = wasTried ? problems : {};
  const ssh = draft.ssh ?? snapshot?.settings.ssh ?? DEFAULT_SSH;
  const problemsOfSsh = sshProblems(ssh);
  const color = draft.color ?? freeColor(others);
  const asked = askableSource(draft);
  const filter = filterOfDraft(draft.filter);
  const scan = snapshot?.regionScan ?? null;
  const isDemo = draft.source?.kind === 'demo';

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setWasTried(true);
    if (entry.isChecking) return;
    const { name, regions } = draft;
    if (Object.keys({ ...problems, ...problemsOfSsh }).length > 0) return;
    if (filterProblem(draft.filter) !== null) return;
    const source = keys === null ? draft.source : await entry.enter();
    // Who has left the form meanwhile has thought better of it.
    if (!isOpen.current) return;
    if (name === undefined || !source || regions === undefined) return;
    const endpointUrl = draft.endpointUrl?.trim() ?? '';
    const complete = {
      name: name.trim(),
      source,
      regions,
      color,
      endpointUrl: endpointUrl === '' ? null : endpointUrl,
      filter,
      isDryRun: draft.isDryRun ?? false,
      // Switched on or off in Settings, perhaps since this edit was begun.
      isEnabled: profiles.find(({ id }) => id === profile?.id)?.isEnabled ?? draft.isEnabled ?? true,
      ssh,
    };
    const saved =
      profile === null
        ? await bridge.addProfile(complete)
        : await bridge.updateProfile({ id: profile.id, draft: complete });
    showStatus(saved.ok ? null : { kind: 'failed', error: saved.error });
    if (saved.ok) onDone();
  }

  return (
    <main className="page">
      <PageHead
        title={profile === null ? t('editor.addTitle') : t('editor.editTitle', { name: profile.name })}
        onBack={onDone}
      />
      <form className="form" onSubmit={(event) => void save(event)} noValidate>
        <NameField
          value={draft.name ?? ''}
          problem={shown.name === undefined ? null : t(shown.name)}
          maxLength={PROFILE_NAME_LENGTH}
          onChange={(name) => onChange({ ...draft, name })}
        />
        {!isDemo && (
          <SourceField
            source={draft.source}
            isEntering={keys !== null}
            problem={shown.source}
            onEnter={() => onKeysChange(keys ?? EMPTY_KEYS)}
            onChange={(source, region) => {
              onKeysChange(null);
              onChange({
                ...draft,
                source,
                // The Region that the named profile is set to is a good guess, as long as none was chosen.
                regions: region !== null && (draft.regions ?? []).length === 0 ? [region] : (draft.regions ?? []),
              });
            }}
          />
        )}
        {keys === null ? (
          <EnteredKeys source={draft.source} entry={entry} onReplace={() => onKeysChange(EMPTY_KEYS)} />
        ) : (
          <AccessKeysFields
            keys={keys}
            entry={entry}
            name={draft.name ?? ''}
            onChange={onKeysChange}
            onCancel={() => onKeysChange(null)}
            onRegion={(region) => {
              if ((draft.regions ?? []).length > 0 || !isRegionCode(region)) return;
              onChange({ ...draft, regions: [toRegion(region)] });
            }}
          />
        )}
        <RegionsField
          regions={draft.regions ?? []}
          asked={asked}
          problem={shown.regions}
          onChange={(regions) => onChange({ ...draft, regions })}
        />
        {asked !== null && (
          <FindRegions
            // What was found with other credentials or another filter says nothing about these.
            key={`${accountKey(asked)} ${filter}`}
            asked={asked}
            filter={filter}
            scan={scan}
            chosen={draft.regions ?? []}
            onAdd={(added) => onChange({ ...draft, regions: [...(draft.regions ?? []), ...added] })}
          />
        )}
        <FilterField
          text={draft.filter ?? ''}
          asked={asked}
          regions={draft.regions ?? []}
          scan={scan}
          onChange={(text) => onChange({ ...draft, filter: text })}
        />
        {!isDemo && (
          <TextField
            className="field"
            value={draft.endpointUrl ?? ''}
            onChange={(endpointUrl) => onChange({ ...draft, endpointUrl })}
            isInvalid={shown.endpointUrl !== undefined}
            maxLength={2000}
          >
            <Label>{t('editor.endpoint')}</Label>
            <Input className="input mono" inputMode="url" spellCheck="false" />
            <Text slot="description" className="field-hint">
              {t('editor.endpointHint')}
            </Text>
            <FieldError className="field-error">{shown.endpointUrl && t(shown.endpointUrl)}</FieldError>
          </TextField>
        )}
        <SshDisclosure
          ssh={ssh}
          problems={wasTried ? problemsOfSsh : {}}
          onChange={(changed) => onChange({ ...draft, ssh: changed })}
        />
        <div className="field">
          <SwitchField
            label={t('dryRun.switch')}
            isOn={draft.isDryRun ?? false}
            onChange={(isDryRun) => onChange({ ...draft, isDryRun })}
          />
          <p className="field-hint">{t('dryRun.switchHint')}</p>
        </div>
        <ColorField color={color} onChange={(chosen) => onChange({ ...draft, color: chosen })} />
        <EditorActions onCancel={onDone} />
      </form>
    </main>
  );
}

function ColorField({
  color,
  onChange,
}: {
  readonly color: ProfileColor;
  readonly onChange: (color: ProfileColor) => void;
}) {
  const { t } = useTranslator();
  return (
    <RadioGroup
      className="field"
      orientation="horizontal"
      value={color}
      onChange={(value) => onChange(PROFILE_COLORS.find((known) => known === value) ?? color)}
    >
      <Label>{t('editor.color')}</Label>
      <div className="swatches">
        {PROFILE_COLORS.map((name) => (
          <Radio key={name} value={name} className={`swatch color-${name}`} aria-label={t(`color.${name}`)} />
        ))}
      </div>
    </RadioGroup>
  );
}
