import { type Instance, instanceLabel } from '../../shared/model';
import { regionLabel } from '../../shared/region-names';
import type { MessageKey } from '../../shared/text';
import type { Translator } from '../../shared/translator';
import type { EndedAction } from './ended-actions';
import type { ToldEnds } from './held-ends';
import type { StartedByOther } from './started-by-others';

/** Names stand in the title only: the body may be read as markup (https://specifications.freedesktop.org/notification). */
export interface NotificationText {
  readonly title: string;
  readonly body: string;
}

const REACHED: Readonly<Record<EndedAction['action'], MessageKey>> = {
  start: 'notification.started',
  stop: 'notification.stopped',
  'force-stop': 'notification.stopped',
  hibernate: 'notification.hibernated',
  reboot: 'notification.rebooted',
};

/** One notification for what belongs together: of one instance with what one wants to know next, else a summary. */
export function notificationText({ group, ended }: ToldEnds, translator: Translator): NotificationText | null {
  const [only] = ended;
  if (only === undefined) return null;
  if (ended.length === 1 && group === null) return textOfOne(only, translator);
  const { t } = translator;
  const result = [
    part(ended, ['start'], 'count.running', translator),
    part(ended, ['stop', 'force-stop', 'hibernate'], 'count.stopped', translator),
    failures(ended, translator),
  ]
    .filter((text) => text !== null)
    .join(', ');
  if (group !== null)
    return { title: t('notification.group', { name: group.name, result }), body: reasons(ended, translator) };
  return { title: t('notification.several', { count: ended.length }), body: result };
}

export function startedByOthersText(
  started: readonly StartedByOther[],
  translator: Translator,
): NotificationText | null {
  const [first] = started;
  if (first === undefined) return null;
  const { t } = translator;
  const body = regionLabel(first.scope.region, translator);
  if (started.length > 1) return { title: t('notification.startedByOthers', { count: started.length }), body };
  return { title: t('notification.startedByOther', { name: instanceLabel(first.instance) }), body };
}

export function longRunningText(
  instances: readonly Instance[],
  hours: number,
  { t }: Translator,
): NotificationText | null {
  const [first] = instances;
  if (first === undefined) return null;
  if (instances.length === 1)
    return { title: t('notification.longRunning', { name: instanceLabel(first), hours }), body: '' };
  return { title: t('notification.longRunningSeveral', { count: instances.length, hours }), body: '' };
}

function textOfOne(ended: EndedAction, translator: Translator): NotificationText {
  const { t, text } = translator;
  const name = instanceLabel(ended.instance);
  if (ended.outcome === 'failed') {
    const hint = text(ended.error.hint);
    return { title: `${name}: ${t(`failed.${ended.action}`)}`, body: `${text(ended.error.message)}. ${hint}` };
  }
  const address = ended.action === 'start' ? ended.instance.publicDnsName : null;
  const key = ended.wasChecked ? 'notification.usable' : REACHED[ended.action];
  return { title: t(key, { name }), body: address ?? regionLabel(ended.region, translator) };
}

function part(
  ended: readonly EndedAction[],
  actions: readonly EndedAction['action'][],
  key: MessageKey,
  { t }: Translator,
): string | null {
  const count = ended.filter(({ outcome, action }) => outcome === 'reached' && actions.includes(action)).length;
  return count === 0 ? null : t(key, { count });
}

function failures(ended: readonly EndedAction[], { t }: Translator): string | null {
  const count = ended.filter(({ outcome }) => outcome === 'failed').length;
  return count === 0 ? null : t('notification.failed', { count });
}

/** Why some of them failed, each reason once. */
function reasons(ended: readonly EndedAction[], { text }: Translator): string {
  const told = ended.flatMap((one) => (one.outcome === 'failed' ? [text(one.error.message)] : []));
  return [...new Set(told)].join(', ');
}
