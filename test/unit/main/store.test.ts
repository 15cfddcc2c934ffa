import { describe, expect, test, vi } from 'vitest';
import { createStore } from '../../../src/main/store';
import { toScopeId } from '../../../src/shared/model';
import { aScope, aSnapshot, virginia } from '../../support/snapshot-builder';

const korean = { language: 'ko' } as const;

describe('the store', () => {
  test('begins with the picture it is given', () => {
    const snapshot = aSnapshot();
    expect(createStore(snapshot).get()).toBe(snapshot);
  });

  test('replaces the picture as a whole and leaves the old one as it was', () => {
    const before = aSnapshot();
    const store = createStore(before);
    store.update((snapshot) => ({ ...snapshot, ...korean }));
    expect(store.get()).toMatchObject(korean);
    expect(before.language).toBe('en');
  });

  test('counts every change, whatever the change itself says', () => {
    const store = createStore(aSnapshot({ revision: 7 }));
    store.update((snapshot) => ({ ...snapshot, revision: 0 }));
    store.update((snapshot) => ({ ...snapshot, ...korean }));
    expect(store.get().revision).toBe(9);
  });

  test('tells everyone who listens the picture that is in force', () => {
    const store = createStore(aSnapshot());
    const [first, second] = [vi.fn(), vi.fn()];
    store.subscribe(first);
    store.subscribe(second);
    store.update((snapshot) => ({ ...snapshot, ...korean }));
    expect(first.mock.calls).toEqual([[store.get()]]);
    expect(second.mock.calls).toEqual([[store.get()]]);
  });

  test('tells nobody of a change that changes nothing', () => {
    const store = createStore(aSnapshot());
    const listener = vi.fn();
    store.subscribe(listener);
    store.update((snapshot) => snapshot);
    store.updateScope(aScope().id, (scope) => scope);
    expect(listener).not.toHaveBeenCalled();
    expect(store.get().revision).toBe(0);
  });

  test('tells no more once the subscription has ended', () => {
    const store = createStore(aSnapshot());
    const listener = vi.fn();
    store.subscribe(listener)();
    store.update((snapshot) => ({ ...snapshot, ...korean }));
    expect(listener).not.toHaveBeenCalled();
  });

  test('changes one scope and keeps the others as the very same objects, in their places', () => {
    const scopes = [aScope(), aScope({ region: virginia })];
    const store = createStore(aSnapshot({ scopes }));
    store.updateScope(aScope({ region: virginia }).id, (scope) => ({ ...scope, isRefreshing: true }));
    expect(store.get().scopes[0]).toBe(scopes[0]);
    expect(store.get().scopes.map(({ isRefreshing }) => isRefreshing)).toEqual([false, true]);
  });

  test('drops what comes for a scope that is gone', () => {
    const store = createStore(aSnapshot());
    const change = vi.fn();
    store.updateScope(toScopeId('gone@us-east-1'), change);
    expect(change).not.toHaveBeenCalled();
    expect(store.get().revision).toBe(0);
  });
});
