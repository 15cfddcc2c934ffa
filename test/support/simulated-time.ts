import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { ClientRequest } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { onTestFinished, vi } from 'vitest';
import { noon } from './snapshot-builder';

/** How far the time moves between two looks at whether anything is still on its way, ms. */
const STEP_MS = 100;

/** What Node calls work that ends by itself, and soon, however long somebody waits for an answer. */
const SOON_OVER = new Set([
  'CloseReq',
  'FSReqCallback',
  'FSReqPromise',
  'GetAddrInfoReqWrap',
  'TCPConnectWrap',
  'WriteWrap',
]);

/** In so many turns of the event loop, one after the other, nothing was on its way any more. */
const QUIET_TURNS = 8;

/** The longest that anything takes on a busy machine, ms of real time; a request that takes longer waits for the time to pass. */
const LONGEST_ON_ITS_WAY_MS = 2_000;

/**
 * Time of the test's own, for the app, for the SDK with its time-outs and for the endpoint alike, while sockets and files are
 * real. It stands still but for `pass`; a request has come to its end, or waits for the time to pass, before it moves on.
 * `held` is how many requests are being kept waiting on purpose.
 */
export function simulatedTime(held: () => number) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: noon });
  const requests = new Set<ClientRequest>();
  const noteRequest = (message: unknown): void => {
    const request = typeof message === 'object' && message !== null && 'request' in message ? message.request : null;
    if (!(request instanceof ClientRequest)) return;
    requests.add(request);
    request.once('close', () => requests.delete(request));
  };
  subscribe('http.client.request.start', noteRequest);
  onTestFinished(() => {
    unsubscribe('http.client.request.start', noteRequest);
    vi.useRealTimers();
  });

  const isBusy = (): boolean =>
    requests.size > held() || process.getActiveResourcesInfo().some((resource) => SOON_OVER.has(resource));

  async function quiet(): Promise<void> {
    const begunAt = performance.now();
    for (let turns = 0; turns < QUIET_TURNS; turns += 1) {
      await nextTurn();
      if (isBusy() && performance.now() - begunAt < LONGEST_ON_ITS_WAY_MS) turns = 0;
    }
  }

  return {
    quiet,
    /** Lets this much time go by; in smaller steps it is truer to life, and slower. */
    async pass(ms: number, stepMs = STEP_MS): Promise<void> {
      await quiet();
      for (let left = ms; left > 0; left -= stepMs) {
        vi.advanceTimersByTime(Math.min(stepMs, left));
        await quiet();
      }
    },
  };
}
