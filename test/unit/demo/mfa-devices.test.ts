import { expect, test } from 'vitest';
import { MfaDevices } from '../../../src/demo/identities/mfa-devices';

const serialNumber = 'arn:aws:iam::123456789012:mfa/demo';

test('Nobody who gives neither a device nor a code has MFA, and that is no error', () => {
  expect(new MfaDevices().verify(undefined, undefined)).toBe(false);
});

test('A device and a code go together', () => {
  const devices = new MfaDevices();
  devices.add({ serialNumber, codes: ['123456'] });
  expect(() => devices.verify(serialNumber, undefined)).toThrow('must provide both');
  expect(() => devices.verify(undefined, '123456')).toThrow('must provide both');
});

test('A code works once, and a device can show more of them later', () => {
  const devices = new MfaDevices();
  devices.add({ serialNumber, codes: ['123456'] });
  expect(devices.verify(serialNumber, '123456')).toBe(true);
  expect(() => devices.verify(serialNumber, '123456')).toThrow('invalid MFA one time pass code');
  devices.add({ serialNumber, codes: ['654321'] });
  expect(devices.verify(serialNumber, '654321')).toBe(true);
});
