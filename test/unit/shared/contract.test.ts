import { describe, expect, test } from 'vitest';
import {
  type CommandName,
  commandChannel,
  commandNames,
  commandParsers,
  eventChannel,
} from '../../../src/shared/contract';
import { profileSchema, settingsSchema } from '../../../src/shared/kept-schemas';
import { DEFAULT_SETTINGS } from '../../../src/shared/settings';
import { goodInputs } from '../../support/good-inputs';
import { aProfile, aScope, instanceIdOf, someIds } from '../../support/snapshot-builder';

const scopeId = aScope().id;
const one = { scopeId, instanceId: instanceIdOf(1) };

const accepts = (name: CommandName, input: unknown): boolean => commandParsers[name].safeParse(input).success;

const withInput = commandNames.filter((name) => goodInputs[name] !== undefined);
const withoutInput = commandNames.filter((name) => goodInputs[name] === undefined);

describe('every command', () => {
  test.each(commandNames)('%s takes what it is for', (name) => {
    expect(commandParsers[name].safeParse(goodInputs[name])).toMatchObject({ success: true });
  });

  test.each(withoutInput)('%s takes nothing', (name) => {
    for (const input of [null, {}, '', 0, []]) expect(accepts(name, input), JSON.stringify(input)).toBe(false);
  });

  test.each(withInput)('%s refuses what is not of its shape', (name) => {
    for (const input of [undefined, null, {}, [], '', 'x', 0, true]) {
      expect(accepts(name, input), JSON.stringify(input)).toBe(false);
    }
  });

  test.each(withInput)('%s refuses a key that it does not know', (name) => {
    expect(accepts(name, Object.assign({}, goodInputs[name], { more: 1 }))).toBe(false);
  });

  test.each(withInput)('%s is not led astray by keys that every object has', (name) => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const json = JSON.stringify(goodInputs[name]).replace(/\}$/, `,"${key}":{"polluted":true}}`);
      const parsed = commandParsers[name].safeParse(JSON.parse(json));
      if (parsed.success) expect(JSON.stringify(parsed.data)).not.toContain('polluted');
      expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted');
    }
  });

  test('has a channel of its own', () => {
    const channels = [
      ...commandNames.map(commandChannel),
      eventChannel('snapshotChange'),
      eventChannel('showView'),
      eventChannel('outOfSight'),
    ];
    expect(new Set(channels).size).toBe(channels.length);
    expect(commandChannel('quit')).toBe('ec2-tray:command:quit');
  });
});

describe.each(['startInstances', 'stopInstances', 'undoStop', 'rebootInstances'] as const)('%s', (name) => {
  test('takes 1 to 1,000 IDs, and never an empty list', () => {
    const sizes = [0, 1, 1_000, 1_001];
    expect(sizes.map((count) => accepts(name, { scopeId, instanceIds: someIds(count) }))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test.each([
    '',
    'i-',
    'i-123',
    'i-0A1B2C3D',
    'I-0a1b2c3d',
    'i-0a1b2c3d ',
    'i-0a1b2c3d4e5f678901',
    'x\ni-0a1b2c3d',
    7,
    null,
  ])('refuses %j as an ID', (id) => {
    expect(accepts(name, { scopeId, instanceIds: [id] })).toBe(false);
  });

  test('refuses a list that is none, and a scope that is no text', () => {
    expect(accepts(name, { scopeId, instanceIds: { 0: instanceIdOf(1), length: 1 } })).toBe(false);
    expect(accepts(name, { scopeId: 7, instanceIds: someIds(1) })).toBe(false);
    expect(accepts(name, { scopeId: 'x'.repeat(201), instanceIds: someIds(1) })).toBe(false);
    expect(accepts(name, { scopeId: '', instanceIds: someIds(1) })).toBe(false);
  });
});

test('all scopes together are refreshed by naming none', () => {
  expect(accepts('refresh', { scopeId: null })).toBe(true);
});

test('only public facts of an instance can be copied', () => {
  for (const field of ['tags', 'stateReason', '__proto__', '']) {
    expect(accepts('copyInstanceField', { ...one, field }), field).toBe(false);
  }
});

describe('a Profile', () => {
  const takes = (change: object): boolean => profileSchema.safeParse({ ...aProfile(), ...change }).success;

  test('is taken with each kind of credential source', () => {
    for (const source of [
      { kind: 'environment' },
      { kind: 'demo' },
      { kind: 'named-profile', profileName: '회사' },
      { kind: 'access-keys', keysId: 'keys-1' },
    ]) {
      expect(takes({ source }), source.kind).toBe(true);
    }
  });

  test.each([
    [{ kind: 'named-profile' }],
    [{ kind: 'named-profile', profileName: '' }],
    [{ kind: 'environment', accessKeyId: 'AKIA' }],
    [{ kind: 'access-keys', secretAccessKey: 'x' }],
    [{ kind: 'access-keys', keysId: 'keys-1', secretAccessKey: 'x' }],
    ['environment'],
    [null],
  ])('is refused with the source %j, which holds no secret in any case', (source) => {
    expect(takes({ source })).toBe(false);
  });

  test('keeps its name without the spaces around it', () => {
    expect(profileSchema.parse({ ...aProfile(), name: '  work ' }).name).toBe('work');
  });

  test.each(['', '   ', 'x'.repeat(81), 7])('is refused with the name %j', (name) => {
    expect(takes({ name })).toBe(false);
  });

  test.each(['ap-northeast-2', 'us-gov-west-1', 'cn-north-1', 'mx-central-1', 'eusc-de-east-1', 'us-iso-east-1'])(
    'is taken with the Region %s',
    (region) => {
      expect(takes({ regions: [region] })).toBe(true);
    },
  );

  test.each(['', 'seoul', 'ap-northeast-2a', 'AP-NORTHEAST-2', 'us-east-1/', '../x', 'us-east-1.evil.com'])(
    'is refused with the Region “%s”',
    (region) => {
      expect(takes({ regions: [region] })).toBe(false);
    },
  );

  test('has one Region at least, none twice, and not more than fifty', () => {
    const regions = Array.from({ length: 51 }, (_, n) => `us-east-${n}`);
    expect(takes({ regions: [] })).toBe(false);
    expect(takes({ regions: ['us-east-1', 'us-east-1'] })).toBe(false);
    expect(takes({ regions: regions.slice(0, 50) })).toBe(true);
    expect(takes({ regions })).toBe(false);
  });

  test.each(['http://127.0.0.1:4566', 'https://vpce-1.ec2.us-east-1.vpce.amazonaws.com/', null])(
    'is taken with the endpoint %s',
    (endpointUrl) => {
      expect(takes({ endpointUrl })).toBe(true);
    },
  );

  test.each([
    '',
    'localhost:4566',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ftp://x',
    `https://x/${'y'.repeat(2000)}`,
  ])('is refused with the endpoint “%.40s”', (endpointUrl) => {
    expect(takes({ endpointUrl })).toBe(false);
  });

  test('has one of the colours there are', () => {
    expect(takes({ color: 'mauve' })).toBe(false);
  });
});

test.each([{ theme: 'blue' }, { language: 'fr' }, { stopBehavior: 'never' }, { theme: null }])(
  'settings are refused with %j',
  (change) => {
    expect(settingsSchema.safeParse({ ...DEFAULT_SETTINGS, ...change }).success).toBe(false);
  },
);
