import { describe, expect, test } from 'vitest';
import { createStore } from '../../../src/main/store';
import { SnapshotFeed } from '../../../src/main/windows/snapshot-feed';
import { applyChange, type SnapshotChange } from '../../../src/shared/snapshot-change';
import { ManualClock } from '../../support/manual-clock';
import { aSnapshot } from '../../support/snapshot-builder';

function feeding() {
  const clock = new ManualClock();
  const store = createStore(aSnapshot());
  const sent: SnapshotChange[] = [];
  const feed = new SnapshotFeed({ store, clock, send: (change) => sent.push(change) });
  const change = (): void => store.update((snapshot) => ({ ...snapshot, isOffline: !snapshot.isOffline }));
  return { clock, store, sent, feed, change };
}

/** One whose page is there, in sight, and up to date. */
function feedingAWindow() {
  const parts = feeding();
  const whole = parts.feed.begin();
  parts.feed.setVisible(true);
  return { ...parts, whole };
}

describe('what the window is told', () => {
  test('is nothing before its page has asked for the whole picture', async () => {
    const { feed, change, clock, sent } = feeding();
    feed.setVisible(true);
    change();
    await clock.advance(1000);
    expect(sent).toEqual([]);
    expect(clock.waiting, 'no timer runs for nobody').toBe(0);
  });

  test('leads from the whole picture to the one in force', async () => {
    const { whole, store, change, clock, sent } = feedingAWindow();
    change();
    await clock.advance(20);
    change();
    await clock.advance(20);
    expect(sent).toHaveLength(2);
    expect(sent.reduce(applyChange, whole)).toEqual(store.get());
  });

  test('is one message for all that happens in one turn, at most a frame later', async () => {
    const { whole, store, change, clock, sent } = feedingAWindow();
    for (let count = 0; count < 101; count += 1) change();
    expect(sent).toEqual([]);
    await clock.advance(0);
    expect(sent, 'the first after a rest is sent at once').toHaveLength(1);
    for (let count = 0; count < 101; count += 1) change();
    await clock.advance(15);
    expect(sent, 'the next waits for its frame').toHaveLength(1);
    await clock.advance(1);
    expect(sent).toHaveLength(2);
    expect(sent.reduce(applyChange, whole)).toEqual(store.get());
  });

  test('is nothing while it is out of sight, and one change before it is seen again', async () => {
    const { whole, store, feed, change, clock, sent } = feedingAWindow();
    change();
    feed.setVisible(false);
    change();
    await clock.advance(60_000);
    change();
    expect(sent).toEqual([]);
    expect(clock.waiting, 'nothing waits').toBe(0);
    feed.setVisible(true);
    expect(sent, 'without waiting for a turn').toHaveLength(1);
    expect(sent.reduce(applyChange, whole)).toEqual(store.get());
    feed.setVisible(true);
    expect(sent, 'told twice that it is seen').toHaveLength(1);
  });

  test('is told at once, in sight or not, before a command is answered', async () => {
    const { whole, store, feed, change, clock, sent } = feedingAWindow();
    change();
    feed.tell();
    feed.setVisible(false);
    change();
    feed.tell();
    expect(sent).toHaveLength(2);
    expect(sent.reduce(applyChange, whole)).toEqual(store.get());
    await clock.advance(1000);
    expect(sent, 'and not again').toHaveLength(2);
  });

  test('begins anew for a page that has been loaded again', async () => {
    const { store, feed, change, clock, sent } = feedingAWindow();
    change();
    const whole = feed.begin();
    expect(whole).toBe(store.get());
    sent.splice(0);
    change();
    await clock.advance(20);
    expect(sent).toHaveLength(1);
    expect(sent.reduce(applyChange, whole)).toEqual(store.get());
  });

  test('is complete for a page that holds on to what it has although somebody asked for the whole', () => {
    const { whole, store, feed, change, sent } = feedingAWindow();
    change();
    feed.setVisible(false);
    feed.begin();
    expect(sent.reduce(applyChange, whole)).toEqual(store.get());
  });

  test('is nothing once the page is gone, until the next one asks', async () => {
    const { feed, change, clock, sent } = feedingAWindow();
    change();
    feed.end();
    change();
    await clock.advance(1000);
    feed.setVisible(true);
    expect(sent).toEqual([]);
    feed.begin();
    change();
    await clock.advance(1000);
    expect(sent).toHaveLength(1);
  });

  test('is nothing once it has been stopped', async () => {
    const { feed, change, clock, sent } = feedingAWindow();
    change();
    feed.stop();
    change();
    await clock.advance(1000);
    expect(sent).toEqual([]);
  });
});
