import { assertNever } from '../../shared/assert-never';
import type { CommandFunctions, ViewName } from '../../shared/contract';
import { ok, type Result } from '../../shared/errors';
import { log } from '../log';
import type { MenuCommand } from './menu-entry';

/** Carries out a click in the tray's menu, or on its icon, by the same commands that the window calls. */
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
    case 'instance':
      return actOnInstance(command, commands);
    case 'group':
      return actOnGroup(command, commands);
    case 'copy':
      return commands.copyInstanceField({ ...command.target, field: command.field });
    case 'copy-ssh-command':
      return commands.copySshCommand(command.target);
    case 'open-in-console':
      return commands.openInConsole(command.target);
    case 'pin':
      return commands.setPinned({ ...command.target, isPinned: command.isPinned });
    case 'refresh':
      return commands.refresh({ scopeId: null });
    case 'show':
      show(command.view);
      return ok(null);
    case 'quit':
      return commands.quit(undefined);
    default:
      return assertNever(command);
  }
}

type Answer = Result<unknown> | Promise<Result<unknown>>;

function actOnInstance(
  { action, target }: Extract<MenuCommand, { kind: 'instance' }>,
  commands: CommandFunctions,
): Answer {
  const input = { scopeId: target.scopeId, instanceIds: [target.instanceId] };
  switch (action) {
    case 'start':
      return commands.startInstances(input);
    case 'stop':
      return commands.stopInstances(input);
    case 'undo-stop':
      return commands.undoStop(input);
    case 'stop-trying':
      return commands.stopTrying(input);
    case 'force-stop':
      return commands.forceStopInstances(input);
    case 'hibernate':
      return commands.hibernateInstances(input);
    case 'reboot':
      return commands.rebootInstances(input);
    default:
      return assertNever(action);
  }
}

function actOnGroup({ action, groupId }: Extract<MenuCommand, { kind: 'group' }>, commands: CommandFunctions): Answer {
  switch (action) {
    case 'start':
      return commands.startGroup({ id: groupId });
    case 'stop':
      return commands.stopGroup({ id: groupId });
    case 'cancel':
      return commands.cancelGroupRun({ id: groupId });
    default:
      return assertNever(action);
  }
}
