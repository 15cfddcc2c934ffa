import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasSearchWords, matcherOf, type SearchedInstance } from '../../../src/shared/instance-search';
import { type Activity, INSTANCE_STATES, type Instance } from '../../../src/shared/model';
import { parseSearch } from '../../../src/shared/search-expression';
import { anInstance, aProfile, aScope, instanceIdOf, noon, someAction } from '../../support/snapshot-builder';

const web = anInstance({
  name: 'Web-결제-1',
  state: 'running',
  instanceType: 'm7i.large',
  publicDnsName: 'ec2-203-0-113-7.ap-northeast-2.compute.amazonaws.com',
  publicIpAddress: '203.0.113.7',
  tags: [
    { key: 'Env', value: 'prod-eu' },
    { key: 'Note', value: '' },
    { key: 'Owner', value: 'Anna Berg' },
  ],
});

const finds = (search: string, instance: Instance = web, activity?: Activity): boolean =>
  matcherOf(parseSearch(search))({
    instance,
    scope: aScope(activity === undefined ? {} : { activities: { [instance.instanceId]: activity } }),
    profile: aProfile({ name: 'Work' }),
  });

describe('a search for words', () => {
  test.each([
    '',
    '   ',
    'web',
    'WEB-결제',
    '결제'.normalize('NFD'),
    'i-00000001',
    '203.0.113.7',
    'ec2-203-0-113-7',
    '10.0.0.1',
    'm7i',
    'running',
    'env=prod',
    'ap-northeast-2a',
    'work',
    'anna',
    'web prod',
    '  prod\tweb  ',
    '"anna berg"',
    'web-*',
    '*berg',
    '203.0.*.7',
    '-api',
    '-"anna bergs"',
    '-',
  ])('for “%s” finds the instance', (search) => {
    expect(finds(search)).toBe(true);
  });

  test.each([
    'api',
    '-web',
    'web -anna',
    'web api',
    '"berg anna"',
    'berg*',
    '.*',
    '203x0',
    '1i-00000001',
    'null',
    'undefined',
  ])('for “%s” does not', (search) => {
    expect(finds(search)).toBe(false);
  });

  test.each([
    ['bw', 'batch-worker'],
    ['bw12', 'batch-worker-12'],
    ['btch', 'batch-worker'],
    ['prodction', 'production'],
    ['kfka', 'kafka-broker'],
    ['결서', '결제-서버'],
  ])('“%s” finds %s', (search, name) => {
    expect(finds(search, anInstance({ name }))).toBe(true);
    expect(finds(search, anInstance({ tags: [{ key: 'Role', value: name }] })), 'in a tag, too').toBe(true);
    expect(finds(`"${search}"`, anInstance({ name })), 'quoted, it is only itself').toBe(false);
    expect(finds(`-${search}`, anInstance({ name })), 'what is left out is left out as it is written').toBe(true);
  });

  test('letters that are scattered over a name, an ID or an address are not found', () => {
    const scattered: Partial<Instance> = {
      name: 'warehouse-db',
      publicDnsName: 'ec2-35-1-2-3.us-west-2.compute.amazonaws.com',
      tags: [{ key: 'aws:ec2:id', value: 'w-1-e-2-b-3' }],
    };
    expect(finds('web', anInstance(scattered))).toBe(false);
    expect(finds('ac1', anInstance({ instanceId: instanceIdOf(0xa0c01) }))).toBe(false);
  });

  test.each([
    ['서벌', '서버로그'],
    ['윶', '유저네임-gpu'],
    ['ㄱ', '결제'],
    ['고', '과금'],
    ['달', '닭'],
  ])('“%s” on the way to more finds %s', (search, name) => {
    expect(finds(search, anInstance({ name }))).toBe(true);
  });

  test.each([
    ['간', '강'],
    ['나', '아'],
    ['서벌', '서버'],
  ])('“%s” does not find %s', (search, name) => {
    expect(finds(search, anInstance({ name }))).toBe(false);
  });
});

describe('a filter', () => {
  test.each([
    'state:running',
    'STATE:Running',
    'state:run',
    'state:stopped,running',
    '-state:stopped',
    'region:ap-northeast-2',
    'region:ap-*',
    'region:us-east-1,ap',
    'zone:ap-northeast-2a',
    'az:*2a',
    'type:m7i',
    'type:m7i.*',
    'type:*.large',
    'profile:work',
    'profile:w*',
    'name:결제',
    'name:web-*-1',
    'id:i-0000',
    'dns:203-0-113',
    'ip:203.0.',
    'ip:10.0.0.1',
    'tag:Owner',
    'tag:owner',
    'tag:Own*',
    'tag:Team,Owner',
    'tag:Env=prod*',
    'tag:env=PROD-EU',
    'tag:Env=dev,prod-eu',
    'tag:Env=prod-eu,',
    'tag:Owner="Anna Berg"',
    'tag:"Owner"=anna?berg',
    'tag:Name=web-*',
    'tag:Name',
    'tag:Note=',
    '-tag:Team',
    '-tag:Env=dev',
    'spot:no',
    '-is:spot',
    'web state:running tag:Env=prod* type:m7i.* -tag:Team',
  ])('%s finds the instance', (search) => {
    expect(finds(search)).toBe(true);
  });

  test.each([
    'state:stopped',
    'state:stop',
    '-state:running',
    'region:us-east-1',
    'zone:ap-northeast-2b',
    'type:t3',
    'type:large',
    'profile:wor',
    'name:api',
    'id:00001x',
    'ip:0.0.1',
    'tag:Team',
    'tag:Env=prod',
    'tag:Env=',
    'tag:Note=x',
    'tag:Anna',
    '-tag:Owner',
    'tag:Name=',
    'spot:yes',
    'is:spot',
    'web state:stopped',
  ])('%s does not', (search) => {
    expect(finds(search)).toBe(false);
  });

  test.each(['state:', 'tag:', '-tag:', 'tag:=', 'region:,', 'state:nonsense', 'spot:perhaps', 'is:'])(
    '%s, of which the rest is still missing, hides nothing',
    (search) => {
      expect(parseSearch(search).isEmpty).toBe(true);
      expect(finds(search)).toBe(true);
    },
  );
});

describe('the states', () => {
  const asked = { actionId: someAction, since: noon } as const;
  const stopped = anInstance({ state: 'stopped' });
  const sending: Activity = { ...asked, phase: 'sending', action: 'start' };

  test('know what is under way beside what AWS says', () => {
    expect(finds('state:starting', stopped, sending)).toBe(true);
    expect(finds('state:stopped', stopped, sending), 'AWS still says so').toBe(true);
    expect(finds('state:starting', anInstance({ state: 'pending' }))).toBe(true);
    expect(finds('state:starting', stopped)).toBe(false);
  });

  test.each<[string, Activity]>([
    ['waiting', { ...asked, phase: 'waiting', action: 'start', attempts: 1, retryAt: noon }],
    ['stopping', { actionId: someAction, phase: 'countdown', action: 'stop', sendsAt: noon }],
    ['rebooting', { ...asked, phase: 'sending', action: 'reboot' }],
  ])('%s is what is asked for', (word, activity) => {
    expect(finds(`state:${word}`, web, activity)).toBe(true);
    expect(finds(`state:${word}`, web)).toBe(false);
  });

  test.each(INSTANCE_STATES)('%s is what AWS says', (state) => {
    expect(finds(`state:${state}`, anInstance({ state }))).toBe(true);
    expect(finds(`-state:${state}`, anInstance({ state }))).toBe(false);
  });
});

test('what is no instance is found by plain words only', () => {
  expect(hasSearchWords(parseSearch('demo'), 'Demo stack')).toBe(true);
  expect(hasSearchWords(parseSearch('demo -stack'), 'Demo stack')).toBe(false);
  expect(hasSearchWords(parseSearch('demo state:running'), 'Demo stack')).toBe(false);
});

describe('whatever is typed', () => {
  const part = fc.constantFrom(
    'w',
    'eb',
    '-',
    ':',
    '=',
    ',',
    '"',
    ' ',
    '*',
    '?',
    '\\',
    'state',
    'tag',
    'Env',
    'prod',
    '결',
    '제'.normalize('NFD'),
    'ㄱ',
    '🚀',
    '\u0000',
  );
  const typed = fc.oneof(
    fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
    fc.string({ unit: 'grapheme' }),
  );
  // A hyphen behind a space would leave out what follows.
  const word = fc.stringMatching(/^[a-z0-9가-힣]([a-z0-9가-힣 ._]{0,6}[a-z0-9가-힣])?$/);
  const located = (given: Partial<Instance>): SearchedInstance => ({
    instance: anInstance(given),
    scope: aScope(),
    profile: aProfile(),
  });

  test('is a search, and one that finds nothing has something to find', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const search = parseSearch(text);
        const isFound = matcherOf(search)(located({ name: 'web' }));
        expect(isFound || !search.isEmpty).toBe(true);
      }),
    );
  });

  test('a part of a name or a tag is always found', () => {
    fc.assert(
      fc.property(word, word, word, fc.boolean(), (before, sought, after, isTag) => {
        const text = `${before}${sought}${after}`;
        const given = isTag ? { tags: [{ key: 'Role', value: text }] } : { name: text };
        expect(matcherOf(parseSearch(sought))(located(given)), `“${sought}” in “${text}”`).toBe(true);
        expect(matcherOf(parseSearch(`"${sought}"`))(located(given)), `the very “${sought}” in “${text}”`).toBe(true);
      }),
    );
  });

  test('all terms must fit, and `-` turns each of them round', () => {
    const term = fc.constantFrom('state:running', 'tag:Env', 'tag:Env=prod', '"web"', 'spot:yes', 'type:t3', 'name:a');
    const instances = fc.record({
      name: fc.constantFrom('web', 'a', null),
      state: fc.constantFrom(...INSTANCE_STATES),
      isSpot: fc.boolean(),
      tags: fc.constantFrom([], [{ key: 'Env', value: 'prod' }], [{ key: 'Env', value: 'web' }]),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), term)), instances, (terms, given) => {
        const one = (text: string): boolean => matcherOf(parseSearch(text))(located(given));
        const expression = terms.map(([isNegated, text]) => (isNegated ? `-${text}` : text)).join(' ');
        expect(one(expression), expression).toBe(terms.every(([isNegated, text]) => one(text) !== isNegated));
      }),
    );
  });
});
