import { assertNever } from '../../shared/assert-never';
import type { InstanceLook } from '../../shared/instance-look';

/** How a look is drawn: state by shape and colour (the word stands beside it). */
export type StateTone = 'running' | 'changing' | 'stopped' | 'trouble';

export function stateTone(look: InstanceLook, hasFailed: boolean): StateTone {
  if (hasFailed) return 'trouble';
  switch (look) {
    case 'running':
    case 'stop-countdown':
      return 'running';
    case 'stopped':
    case 'terminated':
      return 'stopped';
    case 'pending':
    case 'stopping':
    case 'start-requested':
    case 'start-waiting':
    case 'stop-requested':
    case 'rebooting':
    case 'shutting-down':
      return 'changing';
    default:
      return assertNever(look);
  }
}

const SHAPES: Readonly<Record<StateTone, React.ReactNode>> = {
  running: <circle cx="7" cy="7" r="5.2" fill="currentColor" stroke="none" />,
  stopped: <circle cx="7" cy="7" r="4.6" />,
  changing: (
    <>
      <circle cx="7" cy="7" r="4.6" className="state-mark-track" />
      <path className="state-mark-turning" d="M7 2.4A4.6 4.6 0 0 1 11.6 7" />
    </>
  ),
  trouble: <path d="M7 1.8 12.8 12H1.2Z" fill="currentColor" strokeWidth="1" />,
};

export function StateMark({ tone }: { readonly tone: StateTone }) {
  return (
    <svg className={`state-mark tone-${tone}`} viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
      {SHAPES[tone]}
    </svg>
  );
}
