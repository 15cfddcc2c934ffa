import { expect, test } from 'vitest';
import { instanceLabel, toInstanceId } from '../../../src/shared/model';
import { plainText } from '../../../src/shared/plain-text';

test.each([
  ['web-1', 'web-1'],
  ['abc\u202Egnp.exe', 'abc gnp.exe'],
  ['a\u2066b\u2069c', 'a b c'],
  ['line\r\nbreak\u0007', 'line break '],
  ['\u001b[31mred', ' [31mred'],
  ['유저네임 🚀 العربية', '유저네임 🚀 العربية'],
])('%j is shown as %j', (text, shown) => {
  expect(plainText(text)).toBe(shown);
});

test('the label of an instance is fit to be shown', () => {
  const instanceId = toInstanceId('i-0a1b2c3d4e5f67890');
  expect(instanceLabel({ name: 'abc\u202Egnp.exe', instanceId })).toBe('abc gnp.exe');
  expect(instanceLabel({ name: null, instanceId })).toBe(instanceId);
  expect(instanceLabel({ name: '\u200b\u2060 \u3164\u202e', instanceId }), 'one that nobody can see').toBe(instanceId);
  expect(instanceLabel({ name: '\u200b👩‍💻', instanceId })).toBe('\u200b👩‍💻');
});
