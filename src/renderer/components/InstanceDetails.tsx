import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { Button } from 'react-aria-components';
import type { AppError } from '../../shared/errors';
import type { DetailField } from '../../shared/instance-details';
import {
  findTarget,
  type InstanceId,
  type InstanceTarget,
  instanceLabel,
  type Located,
  type Profile,
  type Snapshot,
  targetKey,
} from '../../shared/model';
import { bridge } from '../bridge';
import { StateAnnouncer } from '../instance-list/StateAnnouncer';
import { useTranslator } from '../translation';
import { useCopyField, useTellCopied } from '../use-copy-field';
import { useInstanceDetails } from '../use-instance-details';
import { useNow } from '../use-now';
import { DetailsActions } from './details/DetailsActions';
import { DetailsHead } from './details/DetailsHead';
import { DetailsSection } from './details/DetailsSection';
import { FactList } from './details/FactList';
import { instanceFacts } from './details/instance-facts';
import { LastActions } from './details/LastActions';
import { TagsSection } from './details/TagsSection';
import { ErrorDetails } from './ErrorDetails';
import { Icon } from './Icon';
import { PageHead } from './PageHead';
import { RowFailure } from './RowFailure';
import { RowVerdict } from './RowVerdict';

/** Ages need no finer clock than this. */
const AGE_EVERY_MS = 30_000;

interface InstanceDetailsProps {
  readonly snapshot: Snapshot;
  readonly target: InstanceTarget;
  readonly onClose: () => void;
  /** Leads the keyboard back into the list, which a page gives way to and a panel stays beside. */
  readonly onLeave: () => void;
  /** Shows the journal, narrowed to the instance. */
  readonly onOpenJournal: (instanceId: InstanceId) => void;
  /** `page` takes the place of the list and has a way back; `panel` stands beside it and can be closed. */
  readonly layout?: 'page' | 'panel';
  /** How often the keyboard has asked to get into the panel. */
  readonly entered?: number;
}

/** Everything about one instance, and everything that can be done with it. */
export function InstanceDetails(props: InstanceDetailsProps) {
  const { snapshot, target, onClose, onLeave, onOpenJournal, layout = 'page', entered = 0 } = props;
  const { t } = useTranslator();
  const found = findTarget(snapshot, target);
  const profile = snapshot.profiles.find(({ id }) => id === found?.scope.profileId);
  const name = found === undefined ? target.instanceId : instanceLabel(found.instance);
  return (
    <Frame layout={layout} name={name} entered={entered} onClose={onClose} onLeave={onLeave}>
      {found === undefined || profile === undefined ? (
        <p className="empty" role="status">
          {t('details.gone')}
        </p>
      ) : (
        <KnownInstance
          // What was told of one instance is never shown as that of another.
          key={targetKey(target)}
          {...found}
          profile={profile}
          target={target}
          snapshot={snapshot}
          isAnnounced={layout === 'page'}
          onOpenJournal={onOpenJournal}
        />
      )}
    </Frame>
  );
}

interface FrameProps {
  readonly layout: 'page' | 'panel';
  readonly name: string;
  readonly entered: number;
  readonly onClose: () => void;
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

function Frame({ layout, name, entered, onClose, onLeave, children }: FrameProps) {
  const { t } = useTranslator();
  const page = useRef<HTMLElement>(null);
  // The list that had the focus is gone, or the person came here from it: the keyboard goes on here.
  useEffect(() => {
    if (layout === 'page' || entered > 0) page.current?.focus();
  }, [layout, entered]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowLeft') {
      event.preventDefault();
      onLeave();
    } else if (event.key === 'Escape') {
      // Whatever else there is to step back from, the panel is what the person is in.
      event.stopPropagation();
      onClose();
    }
  }

  const Landmark = layout === 'page' ? 'main' : 'aside';
  return (
    <Landmark
      ref={page}
      tabIndex={-1}
      className="page details"
      aria-label={t('details.label', { name })}
      onKeyDown={onKeyDown}
    >
      {layout === 'page' ? (
        <PageHead title={name} onBack={onClose} />
      ) : (
        <header className="page-head detail-panel-head">
          <h1>{name}</h1>
          <Button className="icon-button" aria-label={t('details.close')} onPress={onClose}>
            <Icon name="close" />
          </Button>
        </header>
      )}
      {children}
    </Landmark>
  );
}

interface KnownInstanceProps extends Located {
  readonly profile: Profile;
  readonly target: InstanceTarget;
  readonly snapshot: Snapshot;
  /** Tells screen readers of its states, because the list, which would, is out of sight. */
  readonly isAnnounced: boolean;
  readonly onOpenJournal: (instanceId: InstanceId) => void;
}

function KnownInstance(props: KnownInstanceProps) {
  const { scope, instance, profile, target, snapshot, isAnnounced, onOpenJournal } = props;
  const translator = useTranslator();
  const now = useNow(AGE_EVERY_MS);
  const { details, error, isAsking, ask } = useInstanceDetails(target, instance.state);
  const copyField = useCopyField(target);
  const tellCopied = useTellCopied();
  const activity = scope.activities[instance.instanceId];
  const name = instanceLabel(instance);
  const sections = instanceFacts({
    instance,
    details: details ?? (error === null ? 'asking' : 'unknown'),
    now,
    translator,
    copyField,
    copyDetail: (field: DetailField, index) => tellCopied(bridge.copyInstanceDetail({ ...target, field, index })),
  });
  const [addresses, ...others] = sections;
  return (
    <>
      <DetailsHead instance={instance} scope={scope} profile={profile} target={target} snapshot={snapshot} />
      {activity?.phase === 'unverified' && <p className="row-note">{translator.t('row.unverified')}</p>}
      {activity?.phase === 'tried' && <RowVerdict tried={activity} target={target} name={name} isTabStop />}
      {activity?.phase === 'failed' && <RowFailure failure={activity} target={target} name={name} isTabStop />}
      <DetailsActions
        snapshot={snapshot}
        instance={instance}
        activity={activity}
        target={target}
        canOpenConsole={profile.source.kind !== 'demo' && profile.endpointUrl === null}
        isDryRun={profile.isDryRun}
        permissions={scope.permissions.of}
      />
      <Freshness asOf={details?.asOf ?? null} isAsking={isAsking} error={error} onRefresh={ask} />
      {addresses !== undefined && (
        <DetailsSection title={addresses.title}>
          <FactList facts={addresses.facts} />
        </DetailsSection>
      )}
      <TagsSection instance={instance} target={target} />
      {others.map(({ title, facts }) => (
        <DetailsSection key={title} title={title}>
          <FactList facts={facts} />
        </DetailsSection>
      ))}
      {isAnnounced && <StateAnnouncer listed={[{ key: targetKey(target), scope, profile, instance, activity }]} />}
      <LastActions instanceId={instance.instanceId} activity={activity} onOpenJournal={onOpenJournal} />
    </>
  );
}

interface FreshnessProps {
  readonly asOf: number | null;
  readonly isAsking: boolean;
  readonly error: AppError | null;
  readonly onRefresh: () => void;
}

/** How old the details are, or why there are none, and a way to ask again. */
function Freshness({ asOf, isAsking, error, onRefresh }: FreshnessProps) {
  const { t, time, text } = useTranslator();
  const refresh = (): void => {
    if (!isAsking) onRefresh();
  };
  const unasked = error === null ? t('list.loading') : t('details.notKnown');
  const age = asOf === null ? unasked : t(error === null ? 'list.asOf' : 'list.oldAsOf', { time: time(asOf) });
  return (
    <>
      <div className="detail-freshness">
        <span className="age">{age}</span>
        <Button className="icon-button small" aria-label={t('list.refresh')} onPress={refresh}>
          <span className={isAsking ? 'turning' : undefined}>
            <Icon name="refresh" size={12} />
          </span>
        </Button>
      </div>
      {error !== null && (
        <div className="trouble" role="alert">
          <Icon name="warning" size={14} />
          <div className="trouble-text">
            <p className="trouble-message">{text(error.message)}</p>
            <p>{text(error.hint)}</p>
            <ErrorDetails error={error} />
          </div>
          <div className="trouble-action">
            <Button className="link-button" onPress={refresh}>
              {t('action.retry')}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}
