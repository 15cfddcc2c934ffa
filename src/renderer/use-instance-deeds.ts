import type { AppError, Result } from '../shared/errors';
import { isPossible } from '../shared/instance-look';
import {
  type Activity,
  type Instance,
  type InstanceTarget,
  instanceLabel,
  type Snapshot,
  targetKey,
} from '../shared/model';
import { checkedActionOf, type Permissions } from '../shared/permissions';
import { bridge } from './bridge';
import { changeSettings } from './change-settings';
import { whyDenied } from './components/ActionButton';
import { useStatus } from './status-line';
import { useTranslator } from './translation';
import { useTellCopied } from './use-copy-field';

export interface DeedsProps {
  readonly instance: Instance;
  readonly activity: Activity | undefined;
  readonly target: InstanceTarget;
  readonly canOpenConsole: boolean;
  readonly isDryRun: boolean;
  readonly permissions: Permissions['of'];
}

const OTHER_ACTIONS = ['force-stop', 'hibernate', 'reboot'] as const;
type OtherAction = (typeof OTHER_ACTIONS)[number];

/** Something that can be done with an instance, in the words of its button or menu item. */
interface Deed {
  readonly id: string;
  readonly label: string;
  /** Why it cannot be done now, in words; null where it can. */
  readonly whyNot: string | null;
  /** What AWS is known to say against it; null where it may work. */
  readonly denial: AppError | null;
  readonly run: () => void;
}

/** What else can be done with an instance than what its one button does: the same in its menu and in its details. */
export function useInstanceDeeds(
  { instance, activity, target, canOpenConsole, isDryRun, permissions }: DeedsProps,
  snapshot: Snapshot | null,
) {
  const { t } = useTranslator();
  const showStatus = useStatus();
  const tellCopied = useTellCopied();
  const name = instanceLabel(instance);
  const isPinned = snapshot?.pins.some((pin) => targetKey(pin) === targetKey(target)) ?? false;
  const clickTarget = snapshot?.settings.clickTarget ?? null;
  const isClickTarget = clickTarget !== null && targetKey(clickTarget) === targetKey(target);

  async function run(asked: Promise<Result<unknown>>, done: string | null = null): Promise<void> {
    const answer = await asked;
    // What AWS itself refused stands in the row.
    if (!answer.ok && answer.error.awsCode === null) showStatus({ kind: 'failed', error: answer.error });
    if (answer.ok && done !== null) showStatus({ kind: 'done', text: done });
  }

  function denialOf(action: OtherAction): AppError | null {
    const permission = permissions[checkedActionOf(action)];
    return permission.verdict === 'denied' && !isDryRun ? permission.error : null;
  }

  function act(action: OtherAction): void {
    const denial = denialOf(action);
    if (denial !== null) {
      showStatus({ kind: 'failed', error: whyDenied(denial) });
      return;
    }
    const some = { scopeId: target.scopeId, instanceIds: [target.instanceId] };
    const send = {
      'force-stop': bridge.forceStopInstances,
      hibernate: bridge.hibernateInstances,
      reboot: bridge.rebootInstances,
    }[action];
    // The others show in the row at once.
    void run(send(some), action === 'reboot' && !isDryRun ? t('reboot.done', { name }) : null);
  }

  function toggleClickTarget(): void {
    const saved = changeSettings({ clickTarget: isClickTarget ? null : target });
    void run(saved, isClickTarget ? null : t('clickTarget.done', { name }));
  }

  const hasAddress =
    instance.publicDnsName !== null || instance.publicIpAddress !== null || instance.privateIpAddress !== null;
  const free = { whyNot: null, denial: null };
  return {
    isPinned,
    /** What connects to it or shows it elsewhere. */
    reach: [
      {
        ...free,
        id: 'ssh',
        label: t('copy.ssh'),
        whyNot: hasAddress ? null : t('deed.noAddress'),
        run: () => tellCopied(bridge.copySshCommand(target)),
      },
      {
        ...free,
        id: 'console',
        label: t('console.open'),
        whyNot: canOpenConsole ? null : t('deed.noConsole'),
        run: () => void run(bridge.openInConsole(target)),
      },
    ] satisfies readonly Deed[],
    /** The rarer actions; hibernate only where it can ever be. */
    actions: OTHER_ACTIONS.filter((action) => action !== 'hibernate' || instance.isHibernationConfigured).map(
      (action): Deed => ({
        id: action,
        label: isDryRun ? t('dryRun.label', { action: t(`action.${action}`) }) : t(`action.${action}`),
        whyNot: isPossible(action, instance, activity) ? null : t('deed.notInThisState'),
        denial: denialOf(action),
        run: () => act(action),
      }),
    ),
    checkPermissions: {
      ...free,
      id: 'permissions',
      label: t('permission.check'),
      run: () => void run(bridge.checkPermissions({ scopeId: target.scopeId })),
    } satisfies Deed,
    /** What the tray remembers of it. */
    tray: [
      {
        ...free,
        id: 'pin',
        label: t(isPinned ? 'pin.remove' : 'pin.add'),
        run: () => void run(bridge.setPinned({ ...target, isPinned: !isPinned })),
      },
      {
        ...free,
        id: 'click-target',
        label: t(isClickTarget ? 'clickTarget.clear' : 'clickTarget.set'),
        run: toggleClickTarget,
      },
    ] satisfies readonly Deed[],
  };
}
