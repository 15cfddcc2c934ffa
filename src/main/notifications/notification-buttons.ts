import type { CommandFunctions } from '../../shared/contract';
import type { Result } from '../../shared/errors';
import { log } from '../log';
import type { EndedAction } from './ended-actions';
import type { NotifierParts } from './notifier';

type Buttons = Pick<CommandFunctions, 'copyInstanceField' | 'copySshCommand' | 'keepTrying'>;

/** What the buttons of notifications do, by the same commands that the window calls. */
export function notificationButtons(commands: Buttons): NotifierParts['run'] {
  const tell = (answer: Result<unknown>): void => {
    if (!answer.ok) log.warn('notification: a button failed', { code: answer.error.code });
  };
  const one = ({ scopeId, instance }: EndedAction) => ({ scopeId, instanceId: instance.instanceId });
  return {
    copyDns: async (ended) => tell(await commands.copyInstanceField({ ...one(ended), field: 'publicDnsName' })),
    copySshCommand: async (ended) => tell(await commands.copySshCommand(one(ended))),
    keepTrying: async ({ scopeId, instance }) =>
      tell(await commands.keepTrying({ scopeId, instanceIds: [instance.instanceId] })),
  };
}
