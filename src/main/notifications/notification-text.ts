import { instanceLabel } from '../../shared/model';
import { regionLabel } from '../../shared/region-names';
import type { MessageKey } from '../../shared/text';
import type { Translator } from '../../shared/translator';
import type { EndedAction } from './ended-actions';

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

/** One notification for what ended together: of one instance with what one wants to know next, else a summary. */
export function notificationText(ended: readonly EndedAction[], translator: Translator): NotificationText | null {
  const [only] = ended;
  if (only === undefined) return null;
  if (ended.length === 1) return textOfOne(only, translator);
  const { t } = translator;
  const parts = [
    part(ended, 'start', 'count.running', translator),
    part(ended, 'stop', 'count.stopped', translator),
    failures(ended, translator),
  ].filter((text) => text !== null);
  return { title: t('notification.several', { count: ended.length }), body: parts.join(', ') };
}

function textOfOne(ended: EndedAction, translator: Translator): NotificationText {
  const { t, text } = translator;
  const name = instanceLabel(ended.instance);
  if (ended.outcome === 'failed') {
    const hint = text(ended.error.hint);
    return { title: `${name}: ${t(`failed.${ended.action}`)}`, body: `${text(ended.error.message)}. ${hint}` };
  }
  const address = ended.action === 'start' ? ended.instance.publicDnsName : null;
  return { title: t(REACHED[ended.action], { name }), body: address ?? regionLabel(ended.region, translator) };
}

function part(
  ended: readonly EndedAction[],
  action: EndedAction['action'],
  key: MessageKey,
  { t }: Translator,
): string | null {
  const count = ended.filter((one) => one.outcome === 'reached' && one.action === action).length;
  return count === 0 ? null : t(key, { count });
}

function failures(ended: readonly EndedAction[], { t }: Translator): string | null {
  const count = ended.filter(({ outcome }) => outcome === 'failed').length;
  return count === 0 ? null : t('notification.failed', { count });
}
