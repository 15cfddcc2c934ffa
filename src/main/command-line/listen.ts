import os from 'node:os';
import type { CommandFunctions } from '../../shared/contract';
import { appError } from '../../shared/errors';
import type { Action, InstanceId, ScopeId } from '../../shared/model';
import type { Clock } from '../clock';
import { log } from '../log';
import type { ScopeClients } from '../scope-clients';
import type { Store } from '../store';
import { type CommandServer, startCommandServer } from './command-server';
import { refusalOf, runRequest } from './run-request';
import { socketPath } from './socket-path';

interface ListenParts {
  readonly store: Store;
  readonly clock: Clock;
  /** Those whose source is the command line. */
  readonly commands: CommandFunctions;
  readonly clients: ScopeClients;
  readonly userData: string;
}

/** Serves the command line, as far as the folder for its socket allows: the app is whole without it. */
export async function listenForCommands({
  store,
  clock,
  commands,
  clients,
  userData,
}: ListenParts): Promise<CommandServer | null> {
  const { uid, username } = os.userInfo();
  const dryRun = (id: ScopeId, ids: readonly InstanceId[], action: Action) => clients.clientFor(id).dryRun(ids, action);
  try {
    return await startCommandServer({
      socket: socketPath(userData, { platform: process.platform, uid, userName: username }),
      clock,
      run: (request, onProgress, signal) => runRequest(request, { store, clock, commands, dryRun }, onProgress, signal),
      refusal: () => refusalOf(store.get(), appError('invalid-request')),
    });
  } catch (error) {
    log.warn('command line: no commands can be taken', error);
    return null;
  }
}
