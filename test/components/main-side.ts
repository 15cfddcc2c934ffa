import {
  type CommandAnswer,
  type CommandInput,
  type CommandName,
  commandChannel,
  commandNames,
  eventChannel,
} from '../../src/shared/contract';
import { ok, type Result } from '../../src/shared/errors';
import type { Snapshot } from '../../src/shared/model';
import { snapshotChange } from '../../src/shared/snapshot-change';
import { aSnapshot } from '../support/snapshot-builder';
import { answerWith, tell } from './electron';

/*
 * Main, as a component sees it through the real preload: it writes down what it is asked, and answers what the test has
 * said. What the test has said nothing about is answered with success and nothing.
 */

interface Call {
  readonly name: CommandName;
  readonly input: unknown;
}

const nameOf = new Map(commandNames.map((name) => [commandChannel(name), name]));
const calls: Call[] = [];
const answers = new Map<CommandName, Result<unknown>>();
const questions: ((answer: Result<Snapshot>) => void)[] = [];
let picture: Snapshot | null = null;
let revision = 0;

answerWith((channel, input) => {
  const name = nameOf.get(channel);
  if (name === undefined) return Promise.reject(new Error(`No command has the channel ${channel}`));
  if (name === 'getSnapshot') {
    return picture === null ? new Promise((resolve) => questions.push(resolve)) : Promise.resolve(ok(picture));
  }
  if (name !== 'keepPageState') calls.push({ name, input });
  return Promise.resolve(answers.get(name) ?? ok(null));
});

/** What the window has asked since the test began, in this order; its looks at the picture, and what it keeps of itself, aside. */
export const callsOf = (): readonly Call[] => calls;

/** One call, as `callsOf` has it; the types see to it that the command takes such an input. */
export const aCall = <Name extends CommandName>(name: Name, input: CommandInput<Name>): Call => ({ name, input });

/** What a command is answered from now on, in this test. */
export function answer<Name extends CommandName>(name: Name, result: Result<CommandAnswer<Name>>): void {
  answers.set(name, result);
}

/** Lets the window have this picture, as the next one after what it has. */
export function show(given: Partial<Snapshot>): Snapshot {
  revision += 1;
  const next = aSnapshot({ ...given, revision });
  const before = picture;
  picture = next;
  for (const question of questions.splice(0)) question(ok(next));
  if (before !== null) tell(eventChannel('snapshotChange'), structuredClone(snapshotChange(before, next)));
  return next;
}

/** Forgets the calls and answers of the test before. */
export function forgetCalls(): void {
  calls.splice(0);
  answers.clear();
}
