import type { CommandLineAnswer, ReportedError } from '../shared/command-line-protocol';

/** What scripts may rely on; `cli.exit.N` tells a person. Numbers may be added, none changed. */
export const EXIT_CODES = [0, 1, 2, 3, 4, 5, 6, 7] as const;
export type ExitCode = (typeof EXIT_CODES)[number];

/** Of the errors that are not simply a failure. */
const BY_ERROR: ReadonlyMap<string, ExitCode> = new Map<string, ExitCode>([
  ['usage', 2],
  ['invalid-request', 2],
  ['no-profile', 3],
  ['profiles-disabled', 3],
  ['no-such-scope', 3],
  ['no-match', 3],
  ['ambiguous-name', 4],
  ['app-not-running', 5],
  ['app-not-started', 5],
  ['app-gone', 5],
  ['wait-timed-out', 6],
  ['confirmation-required', 7],
]);

export const exitCodeOfError = ({ code }: Pick<ReportedError, 'code'>): ExitCode => BY_ERROR.get(code) ?? 1;

/** Of several things that went wrong with an action, a plain failure counts most, then what needs the window. */
export function exitCodeOf({ instances, scopes, error }: CommandLineAnswer): ExitCode {
  if (error !== null) return exitCodeOfError(error);
  const results = instances.filter(({ result }) => result !== null);
  const codes = results.flatMap((instance) => (instance.error === null ? [] : [exitCodeOfError(instance.error)]));
  if (results.length === 0) return scopes.some((scope) => scope.error !== null) ? 1 : 0;
  return codes.includes(1) ? 1 : (codes.toSorted((a, b) => b - a)[0] ?? 0);
}
