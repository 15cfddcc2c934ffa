import { describe, expect, test } from 'vitest';
import { manualClock } from '../../../src/demo/clock';
import type { Fleet } from '../../../src/demo/fleet';
import { demoFleet, generatedFleet } from '../../../src/demo/seed';
import { start } from './times';

const everything = (fleet: Fleet) => fleet.regionsWithInstances().flatMap((region) => fleet.describe(region));

describe('the demo fleet', () => {
  const instances = everything(demoFleet({ clock: manualClock(start) }));

  test('is the same in every run', () => {
    expect(everything(demoFleet({ clock: manualClock(start) }))).toEqual(instances);
  });

  test('has some 40 instances in three Regions, most of them in Seoul, about a third running', () => {
    const inRegion = (name: string) => instances.filter(({ region }) => region === name).length;
    expect(instances.length).toBeGreaterThanOrEqual(35);
    expect(instances.length).toBeLessThanOrEqual(45);
    expect(inRegion('ap-northeast-2')).toBeGreaterThan(instances.length / 2);
    expect(inRegion('us-east-1')).toBeGreaterThan(3);
    expect(inRegion('eu-west-1')).toBeGreaterThan(3);
    const running = instances.filter(({ state }) => state === 'running').length / instances.length;
    expect(running).toBeGreaterThan(0.25);
    expect(running).toBeLessThan(0.45);
  });

  test.each([
    ['no Name tag', () => instances.some(({ tags }) => !tags.has('Name'))],
    ['an empty Name', () => instances.some(({ name }) => name === '')],
    ['a very long Name', () => instances.some(({ name = '' }) => name.length >= 240 && name.length < 256)],
    ['markup in its Name', () => instances.some(({ name = '' }) => /<b>.*".*&.*'/.test(name))],
    ['an emoji in its Name', () => instances.some(({ name = '' }) => /\p{Extended_Pictographic}/u.test(name))],
    ['a Korean Name', () => instances.some(({ name = '' }) => /\p{Script=Hangul}/u.test(name))],
    ['a Name that another has too', () => new Set(instances.map(({ name }) => name)).size < instances.length],
    ['a Spot request', () => instances.some(({ spot }) => spot !== undefined)],
    ['an instance-store root', () => instances.some(({ rootDeviceType }) => rootDeviceType === 'instance-store')],
    ['stop protection', () => instances.some(({ disableApiStop }) => disableApiStop)],
    ['hibernation configured', () => instances.some(({ hibernationConfigured }) => hibernationConfigured)],
    ['an Elastic IP address', () => instances.some(({ elasticIp }) => elasticIp !== undefined)],
    ['an arm64 processor', () => instances.some(({ architecture }) => architecture === 'arm64')],
    ['Windows', () => instances.some(({ platform }) => platform === 'windows')],
    [
      'weeks of standing still',
      () => instances.some((i) => i.state === 'stopped' && start - i.stateSince > 14 * 86_400_000),
    ],
    ['a failing status check', () => instances.some(({ impaired, state }) => impaired && state === 'running')],
    ['the type t3.micro', () => instances.some(({ instanceType }) => instanceType === 't3.micro')],
    ['the type p5.48xlarge', () => instances.some(({ instanceType }) => instanceType === 'p5.48xlarge')],
    ['an Auto Scaling group', () => instances.some(({ tags }) => tags.has('aws:autoscaling:groupName'))],
  ])('has an instance with %s', (_what, exists) => {
    expect(exists()).toBe(true);
  });

  test('keeps to what AWS allows: IDs, tags, addresses that are nobody’s', () => {
    expect(new Set(instances.map(({ instanceId }) => instanceId)).size).toBe(instances.length);
    for (const { instanceId, tags, publicIpAddress, ownerId, launchTime } of instances) {
      expect(instanceId).toMatch(/^i-0[0-9a-f]{16}$/);
      expect(tags.size).toBeLessThanOrEqual(50);
      for (const [key, value] of tags) {
        expect(key.length).toBeLessThanOrEqual(128);
        expect(value.length).toBeLessThanOrEqual(256);
      }
      expect(publicIpAddress ?? '198.18.0.0').toMatch(/^(198\.1[89]|203\.0\.113|192\.0\.2)\./);
      expect(ownerId).toBe('123456789012');
      expect(launchTime).toBeLessThan(start);
    }
  });

  test('launches instances together that belong together', () => {
    const apis = instances.filter(({ name = '' }) => /^payments-api-\d$/.test(name));
    expect(new Set(apis.map(({ reservationId }) => reservationId)).size).toBe(1);
    expect(apis.map(({ amiLaunchIndex }) => amiLaunchIndex)).toEqual([0, 1]);
  });

  test('tells arm64 from x86_64 by the type', () => {
    const architectures = new Map(instances.map(({ instanceType, architecture }) => [instanceType, architecture]));
    expect(architectures.get('im4gn.xlarge')).toBe('arm64');
    expect(architectures.get('t4g.nano')).toBe('arm64');
    expect(architectures.get('g5.2xlarge')).toBe('x86_64');
    expect(architectures.get('g4dn.xlarge')).toBe('x86_64');
  });
});

describe('a generated fleet', () => {
  test('has as many instances in as many Regions as asked for, evenly spread', () => {
    const fleet = generatedFleet({ instances: 1_000, regions: 3, clock: manualClock(start) });
    const counts = fleet.regionsWithInstances().map((region) => fleet.describe(region).length);
    expect(counts).toEqual([334, 333, 333]);
    expect(new Set(everything(fleet).map(({ instanceId }) => instanceId)).size).toBe(1_000);
    expect(new Set(everything(fleet).flatMap(({ publicIpAddress }) => publicIpAddress ?? [])).size).toBeGreaterThan(
      100,
    );
  });

  test('is the same for the same seed, and another for another', () => {
    const names = (seed: number) =>
      everything(generatedFleet({ instances: 50, regions: ['eu-west-1'], seed, clock: manualClock(start) })).map(
        ({ name }) => name,
      );
    expect(names(7)).toEqual(names(7));
    expect(names(7)).not.toEqual(names(8));
  });

  test('of 10,000 instances is there in a moment', () => {
    const began = process.cpuUsage();
    expect(everything(generatedFleet({ instances: 10_000, regions: 3 }))).toHaveLength(10_000);
    // The processor's time and not the clock's: others may be at work on this machine.
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1000, 'ms').toBeLessThan(5_000);
  });
});
