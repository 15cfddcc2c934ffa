import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ok, type Result } from '../../../src/shared/errors';
import type { Snapshot } from '../../../src/shared/model';
import { type SnapshotChange, snapshotChange } from '../../../src/shared/snapshot-change';
import { aSnapshot } from '../../support/snapshot-builder';

const at = (revision: number): Snapshot => aSnapshot({ revision, configRevision: 10 * revision });
const between = (from: number, to: number): SnapshotChange => snapshotChange(at(from), at(to));

/** The preload's end of the bridge: questions wait until the test answers them. */
async function aBridge() {
  const questions: ((answer: Result<Snapshot>) => void)[] = [];
  const told: ((change: SnapshotChange) => void)[] = [];
  const ec2Tray = {
    getSnapshot: () => new Promise<Result<Snapshot>>((resolve) => questions.push(resolve)),
    onSnapshotChange: (listener: (change: SnapshotChange) => void) => told.push(listener),
    onShowView: () => () => {},
    onOutOfSight: () => () => {},
  };
  vi.stubGlobal('window', { ec2Tray });
  const { latestSnapshot, subscribeToSnapshot } = await import('../../../src/renderer/bridge');
  const drawn: (number | undefined)[] = [];
  subscribeToSnapshot(() => drawn.push(latestSnapshot()?.revision));
  return {
    latestSnapshot,
    /** The revisions that the views were told of. */
    drawn,
    tell(change: SnapshotChange) {
      for (const listener of told) listener(change);
    },
    answer: async (snapshot: Snapshot) => {
      const question = questions.shift();
      if (question === undefined) throw new Error('The window has not asked');
      question(ok(snapshot));
      await vi.waitFor(() => expect(latestSnapshot()?.revision).toBeGreaterThanOrEqual(snapshot.revision));
    },
    openQuestions: () => questions.length,
  };
}

describe('the picture that the window holds', () => {
  beforeEach(() => vi.resetModules());

  test('is none until main has answered', async () => {
    const { latestSnapshot, answer } = await aBridge();
    expect(latestSnapshot()).toBeNull();
    await answer(at(3));
    expect(latestSnapshot()).toEqual(at(3));
  });

  test('follows each change that main tells of', async () => {
    const { latestSnapshot, answer, tell, drawn, openQuestions } = await aBridge();
    await answer(at(3));
    tell(between(3, 4));
    tell(between(4, 9));
    expect(latestSnapshot()).toEqual(at(9));
    expect(drawn).toEqual([3, 4, 9]);
    expect(openQuestions()).toBe(0);
  });

  test('is asked for as a whole where a change was missed, once', async () => {
    const { latestSnapshot, answer, tell, drawn, openQuestions } = await aBridge();
    await answer(at(3));
    tell(between(4, 5));
    tell(between(5, 6));
    expect(latestSnapshot()).toEqual(at(3));
    expect(openQuestions()).toBe(1);
    await answer(at(6));
    expect(latestSnapshot()).toEqual(at(6));
    tell(between(6, 7));
    expect(drawn).toEqual([3, 6, 7]);
    expect(openQuestions()).toBe(0);
  });

  test('is asked for again where a change has overtaken the answer', async () => {
    const { latestSnapshot, answer, tell, openQuestions } = await aBridge();
    tell(between(3, 4));
    await answer(at(3));
    expect(openQuestions()).toBe(1);
    await answer(at(4));
    expect(latestSnapshot()).toEqual(at(4));
    expect(openQuestions()).toBe(0);
  });

  test('never goes back to an earlier one', async () => {
    const { latestSnapshot, answer, tell, drawn } = await aBridge();
    await answer(at(5));
    tell(between(3, 4));
    tell(between(4, 5));
    expect(latestSnapshot()).toEqual(at(5));
    expect(drawn).toEqual([5]);
  });
});
