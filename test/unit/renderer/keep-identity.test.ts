import { expect, test } from 'vitest';
import { keepIdentity } from '../../../src/renderer/keep-identity';
import { toInstanceId } from '../../../src/shared/model';
import { anInstance, aScope, aSnapshot } from '../../support/snapshot-builder';

const copied = <Value>(value: Value): Value => structuredClone(value);

test('an instance that says the same stays the same object, a changed one does not', () => {
  const web = anInstance({ name: 'web' });
  const db = anInstance({ instanceId: toInstanceId('i-00000002'), name: 'db' });
  const last = aSnapshot({ scopes: [aScope({ instances: [web, db] })] });
  const next = copied({
    ...last,
    scopes: last.scopes.map((scope) => ({ ...scope, instances: [web, { ...db, state: 'stopping' as const }] })),
  });

  const kept = keepIdentity(last, next).scopes[0]?.instances;
  expect(kept?.[0]).toBe(last.scopes[0]?.instances[0]);
  expect(kept?.[1]).not.toBe(last.scopes[0]?.instances[1]);
  expect(kept?.[1]).toMatchObject({ name: 'db', state: 'stopping' });
});

test('the first snapshot, new scopes and new instances are taken as they come', () => {
  const next = aSnapshot({ scopes: [aScope({ instances: [anInstance({ name: 'web' })] })] });
  expect(keepIdentity(null, next)).toBe(next);
  expect(keepIdentity(aSnapshot({ scopes: [] }), next)).toEqual(next);
});
