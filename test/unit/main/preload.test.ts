import { beforeEach, describe, expect, test, vi } from 'vitest';
import { commandChannel, commandNames, eventChannel } from '../../../src/shared/contract';

type Listener = (event: unknown, payload: unknown) => void;

/** Electron cannot be had in plain Node: what the preload does to it is written down by this stand-in. */
const electron = vi.hoisted(() => ({
  exposed: new Map<string, Readonly<Record<string, unknown>>>(),
  invoke: vi.fn<(channel: string, input: unknown) => Promise<string>>(async () => 'the answer'),
  listeners: new Map<string, unknown[]>(),
}));

vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (name: string, api: Readonly<Record<string, unknown>>) => electron.exposed.set(name, api),
  },
  ipcRenderer: {
    invoke: electron.invoke,
    on: (channel: string, listener: Listener) =>
      electron.listeners.set(channel, [...(electron.listeners.get(channel) ?? []), listener]),
    off: (channel: string, listener: Listener) =>
      electron.listeners.set(
        channel,
        (electron.listeners.get(channel) ?? []).filter((known) => known !== listener),
      ),
  },
}));

function functionOf(name: string): (...given: readonly unknown[]) => unknown {
  const member = electron.exposed.get('ec2Tray')?.[name];
  if (typeof member !== 'function') throw new Error(`window.ec2Tray.${name} is no function`);
  return (...given) => Reflect.apply(member, undefined, given);
}

function send(channel: string, payload: unknown): void {
  for (const listener of electron.listeners.get(channel) ?? []) {
    if (typeof listener === 'function') Reflect.apply(listener, undefined, [{ sender: 'a way to main' }, payload]);
  }
}

describe('what the preload gives to the window', () => {
  beforeEach(async () => {
    vi.resetModules();
    electron.exposed.clear();
    electron.listeners.clear();
    electron.invoke.mockClear();
    await import('../../../src/preload/index');
  });

  test('is one function per command and event of the contract, and nothing else', () => {
    expect([...electron.exposed.keys()]).toEqual(['ec2Tray']);
    const names = Object.keys(electron.exposed.get('ec2Tray') ?? {});
    expect(names.sort()).toEqual([...commandNames, 'onSnapshotChange', 'onShowView', 'onOutOfSight'].sort());
  });

  test.each(commandNames)('asks main for %s on that command’s own channel', async (name) => {
    const input = { some: 'input' };
    expect(await functionOf(name)(input)).toBe('the answer');
    expect(electron.invoke.mock.calls.map(([channel]) => channel)).toEqual([commandChannel(name)]);
    const [[, sent] = []] = electron.invoke.mock.calls;
    expect([input, undefined]).toContainEqual(sent);
  });

  test.each([
    ['onSnapshotChange', 'snapshotChange'],
    ['onShowView', 'showView'],
    ['onOutOfSight', 'outOfSight'],
  ] as const)('tells by %s of what main sends, without the event, until the subscription ends', (name, event) => {
    const listener = vi.fn();
    const end = functionOf(name)(listener);
    send(eventChannel(event), { revision: 1 });
    expect(listener.mock.calls).toEqual([[{ revision: 1 }]]);
    if (typeof end !== 'function') throw new Error(`${name} does not give a way to end the subscription`);
    end();
    send(eventChannel(event), { revision: 2 });
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
