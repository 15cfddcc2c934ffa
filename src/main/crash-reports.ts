import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import type { Clock } from './clock';
import { redacted } from './log-redaction';
import type { NoticeBoard } from './notices';

const MOST_REPORTS = 10;
/** Of the log's end, characters. */
const LOG_LENGTH = 8_000;
/** The same again within this time is written down once, ms. */
const SAME_WITHIN_MS = 60_000;
const FILE_MODE = 0o600;
const NAME = /^crash-.*\.txt$/;

interface CrashReportsParts {
  /** The logs folder. */
  readonly folder: string;
  readonly logFile: string;
  readonly clock: Clock;
  /** Versions, system: what whoever reads it asks first. */
  readonly facts: Readonly<Record<string, string>>;
}

/**
 * What a person can send where something in the app went wrong that nobody had thought of: a text file for each, beside
 * the log, without anything secret. The last ten are kept.
 */
export class CrashReports {
  readonly #parts: CrashReportsParts;
  #notices: NoticeBoard | null = null;
  #last: { readonly what: string; readonly at: number } | null = null;

  constructor(parts: CrashReportsParts) {
    this.#parts = parts;
  }

  /** From now on a person is told of each that is written. */
  showIn(notices: NoticeBoard): void {
    this.#notices = notices;
  }

  /**
   * Writes one, at once: the process may be about to end.
   *
   * @param what in the log's words, such as `main: an uncaught exception`
   * @returns its file; null where it is the same as the last one again, or the disk refuses
   */
  write(what: string, error: unknown): string | null {
    const { folder, clock } = this.#parts;
    const told = `${what}: ${inspect(redacted(error), { depth: 10 })}`;
    const now = clock.now();
    if (this.#last !== null && this.#last.what === told && now - this.#last.at < SAME_WITHIN_MS) return null;
    this.#last = { what: told, at: now };
    const time = new Date(now).toISOString();
    const file = path.join(folder, `crash-${time.replace(/[:.]/g, '-')}.txt`);
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, this.#text(time, told), { mode: FILE_MODE, flag: 'a' });
      this.#dropOldest();
      this.#notices?.show({
        id: 'crash-report',
        text: { key: 'notice.crashReported', values: {} },
        action: 'open-logs-folder',
      });
      return file;
    } catch {
      // The log has it too, as far as there is a disk at all.
      return null;
    }
  }

  #text(time: string, told: string): string {
    const facts = Object.entries({ time, ...this.#parts.facts }).map(([name, value]) => `${name}: ${value}`);
    return `${facts.join('\n')}\n\n${told}\n\nThe end of the log:\n${this.#endOfLog()}\n`;
  }

  #endOfLog(): string {
    try {
      return readFileSync(this.#parts.logFile, 'utf8').slice(-LOG_LENGTH);
    } catch {
      return '(there is none)';
    }
  }

  #dropOldest(): void {
    const names = readdirSync(this.#parts.folder).filter((name) => NAME.test(name));
    for (const name of names.toSorted().slice(0, -MOST_REPORTS)) rmSync(path.join(this.#parts.folder, name));
  }
}
