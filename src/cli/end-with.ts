import { runCommandLine } from './run-command-line';
import type { Launch } from './start-app';

/** Runs one command and ends this process with its exit code. */
export async function endWith(args: readonly string[], launch: Launch): Promise<never> {
  // As in `ec2-tray list | head -1`: nobody reads on.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => process.exit(0));
  try {
    return process.exit(await runCommandLine(args, launch));
  } catch (error) {
    process.stderr.write(`ec2-tray: ${String(error)}\n`);
    return process.exit(1);
  }
}
