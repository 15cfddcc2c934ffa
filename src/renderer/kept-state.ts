import { type Dispatch, type SetStateAction, useEffect, useState } from 'react';
import { z } from 'zod';
import { PAGE_STATE_LENGTH } from '../shared/contract';
import { bridge } from './bridge';

/*
 * State that outlives a page whose renderer crashed, was ended because it hung, or was released out of sight: main has a copy in its memory, and no disk
 * has one. (A history entry's state does not come back with a page that is loaded again after a crash.)
 */

/** A pause after which what has changed is kept, ms: not every key that is pressed. */
const KEEP_AFTER_MS = 250;

const keptSchema = z.record(z.string(), z.unknown());
const kept = new Map<string, unknown>();
let timer: ReturnType<typeof setTimeout> | null = null;

function send(): void {
  timer = null;
  const state = JSON.stringify(Object.fromEntries(kept));
  // What is too much is as it was before: it is only there for an accident.
  if (state.length <= PAGE_STATE_LENGTH) void bridge.keepPageState({ state });
}

/** Before the page is drawn: brings back what an earlier page had, where that has crashed. */
export async function bringBackKeptState(): Promise<void> {
  const answer = await bridge.getPageState();
  if (!answer.ok || answer.value === null) return;
  for (const [key, value] of Object.entries(keptSchema.parse(JSON.parse(answer.value)))) kept.set(key, value);
}

/** At once, what else would be kept in a moment. */
export function keepNow(): void {
  if (timer === null) return;
  clearTimeout(timer);
  send();
}

/** The page begins anew: what was kept may be what it does not get over. */
export function forgetKeptState(): void {
  kept.clear();
  if (timer !== null) clearTimeout(timer);
  send();
}

/**
 * State that is there again when the page is loaded again. Never for a secret: `toKept` leaves out what must not be kept, and
 * is JSON. `schema` reads it; what it does not take counts as nothing.
 */
export function useKeptState<Value>(
  key: string,
  schema: z.ZodType<Value>,
  initial: Value,
  toKept: (value: Value) => unknown = asItIs,
): [Value, Dispatch<SetStateAction<Value>>] {
  const [value, setValue] = useState<Value>(() => {
    const read = schema.safeParse(kept.get(key));
    return read.success ? read.data : initial;
  });
  useEffect(() => {
    kept.set(key, toKept(value));
    timer ??= setTimeout(send, KEEP_AFTER_MS);
  }, [key, value, toKept]);
  return [value, setValue];
}

const asItIs = (value: unknown): unknown => value;
