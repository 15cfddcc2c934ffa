import { expect, test } from 'vitest';
import { findInstance, findScope, instanceLabel, scopeId, toProfileId, toScopeId } from '../../../src/shared/model';
import {
  anInstance,
  aScope,
  aSnapshot,
  instanceIdOf,
  instancesOf,
  seoul,
  virginia,
} from '../../support/snapshot-builder';

test('a scope is one Profile in one Region', () => {
  const ids = [toProfileId('a'), toProfileId('b')].flatMap((id) => [scopeId(id, seoul), scopeId(id, virginia)]);
  expect(new Set(ids).size).toBe(4);
});

test('people call an instance by its name, or by its ID where it has none', () => {
  expect(instanceLabel(anInstance({ name: 'web' }))).toBe('web');
  expect(instanceLabel(anInstance())).toBe('i-00000001');
});

test('a scope and an instance are found by their IDs, or not at all', () => {
  const scope = aScope({ instances: instancesOf({ name: 'a' }, { name: 'b' }) });
  const snapshot = aSnapshot({ scopes: [aScope({ region: virginia }), scope] });
  expect(findScope(snapshot, scope.id)).toBe(scope);
  expect(findScope(snapshot, toScopeId('gone'))).toBeUndefined();
  expect(findInstance(scope, instanceIdOf(2))?.name).toBe('b');
  expect(findInstance(scope, instanceIdOf(3))).toBeUndefined();
});
