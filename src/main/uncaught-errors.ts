/*
 * What nobody has caught. The tray stays: each part of the app goes on from its own state, and what was asked of AWS is in
 * the journal. Without these listeners Electron shows a dialog of its own, with a stack.
 * https://nodejs.org/api/process.html#event-uncaughtexception
 */

type ErrorEvent = 'uncaughtException' | 'unhandledRejection';

interface ErrorSource {
  on(event: ErrorEvent, listener: (error: unknown) => void): unknown;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

interface OutputStream {
  on(event: 'error', listener: () => void): unknown;
}

/** Tells of each, and goes on. `tell` must not throw. */
export function surviveUncaughtErrors(source: ErrorSource, tell: (what: string, error: unknown) => void): void {
  source.on('uncaughtException', (error) => tell('main: an uncaught exception', error));
  source.on('unhandledRejection', (error) => tell('main: an unhandled rejection', error));
  // Whoever has started the app from a terminal may have closed it: to say so there again would never end.
  for (const stream of [source.stdout, source.stderr]) stream.on('error', () => undefined);
}
