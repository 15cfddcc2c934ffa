import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/shared/errors';
import type { Instance } from '../../../src/shared/model';
import { commanding, one, withInstance } from '../../support/commands-under-test';
import { aProfile, aSnapshot, noon } from '../../support/snapshot-builder';
import { someDetails } from '../../support/some-details';

describe('copying', () => {
  test('puts a fact of an instance on the clipboard and tells what that was', async () => {
    const { commands, desktop } = commanding(withInstance({ publicDnsName: 'ec2-1.example.com' }));
    expect(await commands.copyInstanceField({ ...one, field: 'publicDnsName' })).toEqual(ok('ec2-1.example.com'));
    expect(desktop.copyText.mock.calls).toEqual([['ec2-1.example.com']]);
  });

  test('leaves the clipboard alone where there is no such fact', async () => {
    const { commands, desktop } = commanding(withInstance({ publicDnsName: null }));
    expect(await commands.copyInstanceField({ ...one, field: 'publicDnsName' })).toMatchObject({
      error: { code: 'nothing-to-copy' },
    });
    expect(desktop.copyText).not.toHaveBeenCalled();
  });

  test.each([
    ['a scope', aSnapshot({ scopes: [] }), 'scope-not-found'],
    ['an instance', aSnapshot(), 'instance-not-found'],
  ])('says so where %s is gone', async (_what, snapshot, code) => {
    const { commands } = commanding(snapshot);
    expect(await commands.copyInstanceField({ ...one, field: 'instanceId' })).toMatchObject({ error: { code } });
  });
});

describe('copying tags', () => {
  const tags = [
    { key: 'Env', value: 'dev' },
    { key: 'Note', value: '' },
  ];
  const copyOf = async (copied: Parameters<typeof commandsOf.copyTags>[0]['tags'], given: Partial<Instance> = {}) => {
    const { commands, desktop } = commanding(withInstance({ name: 'web-1', tags, ...given }));
    const answer = await commands.copyTags({ ...one, tags: copied });
    return { answer, clipboard: desktop.copyText.mock.calls.flat() };
  };
  const { commands: commandsOf } = commanding();

  test('puts all of them on the clipboard, the Name among them, each on a line', async () => {
    const text = 'Name=web-1\nEnv=dev\nNote=';
    expect(await copyOf({ kind: 'all' })).toEqual({ answer: ok(text), clipboard: [text] });
  });

  test('puts the value of one there, or the whole of it', async () => {
    expect(await copyOf({ kind: 'value', key: 'Env' })).toMatchObject({ clipboard: ['dev'] });
    expect(await copyOf({ kind: 'value', key: 'Note' }), 'an empty one too').toMatchObject({ clipboard: [''] });
    expect(await copyOf({ kind: 'pair', key: 'Name' })).toMatchObject({ clipboard: ['Name=web-1'] });
  });

  test('leaves the clipboard alone where there is no such tag', async () => {
    const nothing = { answer: { error: { code: 'nothing-to-copy' } }, clipboard: [] };
    expect(await copyOf({ kind: 'value', key: 'Owner' })).toMatchObject(nothing);
    expect(await copyOf({ kind: 'pair', key: '__proto__' })).toMatchObject(nothing);
    expect(await copyOf({ kind: 'all' }, { name: null, tags: [] })).toMatchObject(nothing);
  });
});

describe('the details of an instance', () => {
  const groups = [
    { groupId: 'sg-1', groupName: 'web' },
    { groupId: 'sg-2', groupName: null },
  ];

  test('are told, and can then be copied by the name of a field and the place of a value', async () => {
    const { commands, client, desktop } = commanding(withInstance({}));
    const second = { ...one, field: 'securityGroups', index: 1 } as const;
    const nothing = { error: { code: 'nothing-to-copy' } };
    expect(await commands.copyInstanceDetail(second), 'before they are told').toMatchObject(nothing);
    client.details = someDetails({ securityGroups: groups });
    expect(await commands.describeInstance(one)).toEqual(ok({ ...client.details, asOf: noon }));
    expect(await commands.copyInstanceDetail(second)).toEqual(ok('sg-2'));
    expect(desktop.copyText.mock.calls).toEqual([['sg-2']]);
    expect(await commands.copyInstanceDetail({ ...second, index: 2 })).toMatchObject(nothing);
    expect(await commands.copyInstanceDetail({ ...one, field: 'imageId', index: 0 })).toMatchObject(nothing);
  });

  test('are not asked for where the scope is gone', async () => {
    const { commands, client } = commanding(aSnapshot({ scopes: [] }));
    expect(await commands.describeInstance(one)).toMatchObject({ error: { code: 'scope-not-found' } });
    expect(client.calls).toEqual([]);
  });
});

describe('copying the ssh command', () => {
  test('writes it as the Profile of the instance has it', async () => {
    const profiles = [aProfile({ ssh: { user: 'ubuntu', keyFile: null, template: 'ssh {user}@{host} -p 2222' } })];
    const { commands, desktop } = commanding({ ...withInstance({ publicDnsName: 'ec2-1.example.com' }), profiles });
    expect(await commands.copySshCommand(one)).toEqual(ok('ssh ubuntu@ec2-1.example.com -p 2222'));
    expect(desktop.copyText.mock.calls).toEqual([['ssh ubuntu@ec2-1.example.com -p 2222']]);
  });

  test('leaves the clipboard alone where the instance has no address', async () => {
    const { commands, desktop } = commanding(withInstance({ privateIpAddress: null }));
    expect(await commands.copySshCommand(one)).toMatchObject({ error: { code: 'nothing-to-copy' } });
    expect(desktop.copyText).not.toHaveBeenCalled();
  });
});
