import { instanceLook } from '../../../shared/instance-look';
import {
  type Instance,
  type InstanceTarget,
  type Profile,
  type Scope,
  type Snapshot,
  targetKey,
} from '../../../shared/model';
import { protectionBy } from '../../../shared/protection';
import { regionLabel } from '../../../shared/region-names';
import { useTranslator } from '../../translation';
import { useCopyField } from '../../use-copy-field';
import { ColorDot } from '../ColorDot';
import { Icon } from '../Icon';
import { RowButton } from '../RowButton';
import { StateMark, stateTone } from '../StateMark';

interface DetailsHeadProps {
  readonly instance: Instance;
  readonly scope: Scope;
  readonly profile: Profile;
  readonly target: InstanceTarget;
  readonly snapshot: Snapshot;
}

/** What it is and where: its state, its ID, its Profile and Region, and what is special about it. */
export function DetailsHead({ instance, scope, profile, target, snapshot }: DetailsHeadProps) {
  const translator = useTranslator();
  const { t } = translator;
  const copyField = useCopyField(target);
  const activity = scope.activities[instance.instanceId];
  const look = instanceLook(instance, activity);
  const tone = stateTone(look, activity?.phase === 'failed');
  const isPinned = snapshot.pins.some((pin) => targetKey(pin) === targetKey(target));
  return (
    <div className="detail-head">
      <p className="detail-state">
        <StateMark tone={tone} />
        <em className={`tone-${tone}`}>{t(`look.${look}`)}</em>
        {activity?.phase === 'checking' && (
          <span className="meta">{t(`row.checking.${activity.readyWhen}`, { port: snapshot.settings.readyPort })}</span>
        )}
      </p>
      <p className="detail-value">
        <span className="mono detail-text">{instance.instanceId}</span>
        <RowButton
          className="icon-button small copy"
          label={t('copy.id')}
          isTabStop
          onPress={() => copyField('instanceId')}
        >
          <Icon name="copy" size={12} />
        </RowButton>
      </p>
      <p className="detail-place">
        <ColorDot color={profile.color} />
        <span>
          {profile.name} · {regionLabel(scope.region, translator)}
        </span>
        {profile.source.kind === 'demo' && <span className="badge">{t('demo.badge')}</span>}
        {profile.isDryRun && <span className="badge dry-run">{t('dryRun.badge')}</span>}
      </p>
      {isPinned && <Mark icon="pin" text={t('row.pinned')} />}
      {protectionBy(snapshot.settings)(instance, activity) && <Mark icon="lock" text={t('row.protected')} />}
    </div>
  );
}

function Mark({ icon, text }: { readonly icon: 'pin' | 'lock'; readonly text: string }) {
  return (
    <p className="detail-mark">
      <Icon name={icon} size={12} />
      {text}
    </p>
  );
}
