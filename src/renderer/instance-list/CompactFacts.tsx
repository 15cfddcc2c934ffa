import type { ReactNode } from 'react';
import { ColorDot } from '../components/ColorDot';
import { TagChips } from '../components/TagChips';
import { useTranslator } from '../translation';
import { AvailabilityZone, StateText, useAge } from './InstanceFacts';
import type { InstanceRowProps } from './InstanceRow';
import { NameAndMarks } from './NameAndMarks';
import { PublicDns } from './PublicDns';

interface CompactFactsProps extends InstanceRowProps {
  readonly notes: ReactNode;
  readonly onCopyDns: () => void;
}

/** A line of identity, one of facts, one of addresses, and what has to be told. */
export function CompactFacts(props: CompactFactsProps) {
  const { instance, activity, profile, region, readyPort, showsScope, isTabStop, notes } = props;
  const { t } = useTranslator();
  const age = useAge({ instance, activity });
  return (
    <div role="gridcell" className="facts">
      <div className="identity">
        <NameAndMarks instance={instance} isPinned={props.isPinned} isProtected={props.isProtected} />
        <TagChips tags={instance.tags} />
      </div>
      <div className="meta">
        <StateText instance={instance} activity={activity} readyPort={readyPort} /> · {instance.instanceType}
        {instance.isSpot && ` · ${t('list.spot')}`}
        {instance.availabilityZone !== null && (
          <>
            {' · '}
            {showsScope ? instance.availabilityZone : <AvailabilityZone zone={instance.availabilityZone} />}
          </>
        )}
        {age !== null && ` · ${age}`}
        {showsScope && (
          <>
            {' · '}
            <span className="of-profile" title={`${profile.name} ${region}`}>
              <ColorDot color={profile.color} /> {profile.name}
              {instance.availabilityZone === null && ` ${region}`}
            </span>
          </>
        )}
      </div>
      <div className="addresses">
        {/* Without a name it is the name. */}
        {instance.name !== null && (
          <span className="mono" title={t('list.id', { id: instance.instanceId })}>
            {instance.instanceId}
          </span>
        )}
        <PublicDns instance={instance} isTabStop={isTabStop} onCopy={props.onCopyDns} />
      </div>
      {notes}
    </div>
  );
}
