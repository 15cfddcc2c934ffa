import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import dns from 'node:dns';
import { isIP, Socket } from 'node:net';
import { afterAll, afterEach, expect } from 'vitest';

/*
 * Set up for every test: one that turns to anything but this computer fails, and says to what. Names are noted where they
 * are looked up, addresses where a connection to them is tried.
 */

const LOOPBACK = /^(localhost|localhost\..*|127(\.\d+){3}|::1|::ffff:127(\.\d+){3})$/;
const strangers: string[] = [];

function note(host: unknown): void {
  if (typeof host === 'string' && !LOOPBACK.test(host)) strangers.push(host);
}

const { lookup } = dns;
const watched: typeof lookup = new Proxy(lookup, {
  apply(target, self, given: Parameters<typeof lookup>) {
    note(given[0]);
    return Reflect.apply(target, self, given);
  },
});

function watch(message: unknown): void {
  const socket = typeof message === 'object' && message !== null && 'socket' in message ? message.socket : null;
  // A path is that of a socket on this computer.
  if (socket instanceof Socket) socket.on('connectionAttempt', (address) => isIP(address) > 0 && note(address));
}

// Files share a process: each watches for itself, and leaves nothing behind.
Object.assign(dns, { lookup: watched });
subscribe('net.client.socket', watch);
afterAll(() => {
  Object.assign(dns, { lookup });
  unsubscribe('net.client.socket', watch);
});

afterEach(() => {
  expect(strangers.splice(0), 'what the test turned to beyond this computer').toEqual([]);
});
