/*
 * What stands for Electron where the preload is loaded in a test of components: what the window asks ends here, and what
 * main tells begins here. `main-side.ts` is the end that tests hold.
 */

type Listener = (event: unknown, payload: unknown) => void;

const listeners = new Map<string, Set<Listener>>();
let answerer: (channel: string, input: unknown) => Promise<unknown> = () =>
  Promise.reject(new Error('main-side.ts is not set up'));

/** Who answers what the window asks. */
export function answerWith(answer: typeof answerer): void {
  answerer = answer;
}

/** Tells the window something on a channel, as main does. */
export function tell(channel: string, payload: unknown): void {
  for (const listener of listeners.get(channel) ?? []) listener({}, payload);
}

export const contextBridge = {
  exposeInMainWorld: (name: string, api: unknown): boolean => Reflect.set(window, name, api),
};

export const ipcRenderer = {
  invoke: (channel: string, input: unknown): Promise<unknown> => answerer(channel, input),
  on(channel: string, listener: Listener): void {
    listeners.set(channel, new Set([...(listeners.get(channel) ?? []), listener]));
  },
  off(channel: string, listener: Listener): void {
    listeners.get(channel)?.delete(listener);
  },
};
