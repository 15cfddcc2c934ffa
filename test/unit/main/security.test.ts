import { EventEmitter } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { APP_PAGE } from '../../../src/main/app-protocol';
import { isTrustedSender } from '../../../src/main/security';

// The module imports Electron's `session`, and app-protocol its `protocol`; Electron cannot be had in plain Node. The
// check of a sender uses neither.
vi.mock('electron', () => ({ session: {}, protocol: {} }));

type Sender = Parameters<typeof isTrustedSender>[0];

/** A message from a frame that shows this page; of its sender the check only asks whether it is ours. */
function messageFrom(url: string | null, parent: unknown = null): Sender {
  const isMessage = (value: unknown): boolean => typeof value === 'object' && value !== null && 'senderFrame' in value;
  const senderFrame = url === null ? null : { url, parent };
  return z.custom<Sender>(isMessage).parse({ sender: new EventEmitter(), senderFrame });
}

const ours = () => true;

describe('a message to main', () => {
  test('is trusted from the top frame of our window on the app’s own page', () => {
    expect(isTrustedSender(messageFrom(APP_PAGE), ours)).toBe(true);
    expect(isTrustedSender(messageFrom('app://ec2-tray/other.html?x#y'), ours)).toBe(true);
  });

  test('is refused from a window that is not ours', () => {
    expect(isTrustedSender(messageFrom(APP_PAGE), () => false)).toBe(false);
  });

  test('is asked about with its own sender', () => {
    const message = messageFrom(APP_PAGE);
    const isOurs = vi.fn(() => true);
    isTrustedSender(message, isOurs);
    expect(isOurs.mock.calls).toEqual([[message.sender]]);
  });

  test('is refused from a frame inside the page', () => {
    expect(isTrustedSender(messageFrom(APP_PAGE, { url: APP_PAGE }), ours)).toBe(false);
  });

  test('is refused where the frame is gone', () => {
    expect(isTrustedSender(messageFrom(null), ours)).toBe(false);
  });

  test.each([
    'https://ec2-tray/index.html',
    'http://127.0.0.1:5173/index.html',
    'file:///opt/ec2-tray/index.html',
    'app://evil/index.html',
    'app://ec2-tray.evil.com/index.html',
    'app://ec2-tray:1/index.html',
    'data:text/html,app://ec2-tray',
    'about:blank',
    'apps://ec2-tray/index.html',
    'not a url',
    '',
  ])('is refused from the page %j', (url) => {
    expect(isTrustedSender(messageFrom(url), ours)).toBe(false);
  });
});
