import { expect, test } from 'vitest';
import { socketPath } from '../../../../src/main/command-line/socket-path';

const alice = { platform: 'linux', uid: 1000, userName: 'alice' } as const;

test('the socket is in the app’s own folder', () => {
  expect(socketPath('/home/alice/.config/EC2 Tray', alice)).toBe('/home/alice/.config/EC2 Tray/command-line/socket');
});

test('where that path is too long for a socket, it is in a short one that is the same every time', () => {
  const folder = `/home/alice/${'결'.repeat(40)}`;
  const socket = socketPath(folder, alice);
  expect(socket).toMatch(/^\/tmp\/ec2-tray-1000-[0-9a-f]{16}\/socket$/);
  expect(socketPath(folder, alice)).toBe(socket);
  expect(socketPath(`${folder}2`, alice), 'another app has another one').not.toBe(socket);
});

test('on Windows it is a pipe of this user and this app', () => {
  const windows = { ...alice, platform: 'win32' } as const;
  const pipe = socketPath('C:\\Users\\alice', windows);
  expect(pipe).toMatch(/^\\\\\.\\pipe\\ec2-tray-[0-9a-f]{16}$/);
  expect(socketPath('C:\\Users\\alice', { ...windows, userName: 'bob' })).not.toBe(pipe);
});
