import { describe, expect, test } from 'vitest';
import { matches, searchWords } from '../../../src/renderer/search';
import { anInstance, aProfile, aScope } from '../../support/snapshot-builder';

const instance = anInstance({
  name: 'Web-결제-1',
  state: 'running',
  instanceType: 'm7i.large',
  publicDnsName: 'ec2-203-0-113-7.ap-northeast-2.compute.amazonaws.com',
  publicIpAddress: '203.0.113.7',
  tags: [
    { key: 'Env', value: 'dev' },
    { key: 'Owner', value: 'Anna Berg' },
  ],
});

const finds = (search: string): boolean => matches(searchWords(search), instance, aScope(), aProfile({ name: 'Work' }));

describe('a search', () => {
  test.each([
    '',
    '   ',
    'web',
    'WEB-결제',
    '결제',
    'i-00000001',
    '203.0.113.7',
    'ec2-203-0-113-7',
    '10.0.0.1',
    'm7i',
    'type:m7i.large',
    'tag:env=dev',
    'tag:Env=',
    'state:running',
    'region:ap-northeast-2',
    'ap-northeast-2a',
    'profile:work',
    'anna',
    'web dev',
    '  dev\tweb  ',
  ])('for “%s” finds the instance', (search) => {
    expect(finds(search)).toBe(true);
  });

  test.each(['api', 'state:stopped', 'tag:Env=prod', 'web prod', 'region:us-east-1', 'env=dev=', '.*', '203x0'])(
    'for “%s” does not',
    (search) => {
      expect(finds(search)).toBe(false);
    },
  );

  test('does not find words across two facts', () => {
    expect(finds('1i-00000001')).toBe(false);
    expect(finds('null')).toBe(false);
    expect(finds('undefined')).toBe(false);
  });

  test('without a name finds by the ID', () => {
    expect(matches(searchWords('i-0000'), anInstance(), aScope(), aProfile())).toBe(true);
    expect(matches(searchWords('null'), anInstance(), aScope(), aProfile())).toBe(false);
  });
});

test('the words of a search are what stands between the spaces, in small letters', () => {
  expect(searchWords('  Web\t dev\n')).toEqual(['web', 'dev']);
  expect(searchWords(' ')).toEqual([]);
});
