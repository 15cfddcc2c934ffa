import { assertNever } from '../../shared/assert-never';
import type { CommandFunctions, ViewName } from '../../shared/contract';
import type { Result } from '../../shared/errors';
import { log } from '../log';
import type { MenuCommand } from './menu';

/** Carries out a click in the tray's menu by the same commands that the window calls. */
export function runMenuCommand(command: MenuCommand, commands: CommandFunctions, show: (view: ViewName) => void): void {
  void carryOut(command, commands, show).then((answer) => {
    // What went wrong with an instance is on its line in the menu and the window.
    if (!answer.ok) log.warn('tray: a command failed', { command: command.kind, code: answer.error.code });
  });
}

async function carryOut(
  command: MenuCommand,
  commands: CommandFunctions,
  show: (view: ViewName) => void,
): Promise<Result<unknown>> {
  switch (command.kind) {
    case 'instance': {
      const input = { scopeId: command.target.scopeId, instanceIds: [command.target.instanceId] };
      switch (command.action) {
        case 'start':
          return commands.startInstances(input);
        case 'stop':
          return commands.stopInstances(input);
        case 'undo-stop':
          return commands.undoStop(input);
        case 'stop-trying':
          return commands.stopTrying(input);
        default:
          return assertNever(command.action);
      }
    }
    case 'refresh':
      return commands.refresh({ scopeId: null });
    case 'show':
      show(command.view);
      return { ok: true, value: null };
    case 'quit':
      return commands.quit(undefined);
    default:
      return assertNever(command);
  }
}
