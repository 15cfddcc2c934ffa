import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { z } from 'zod';

/** What the heap holds after a collection of garbage, bytes. */
export function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  z.function().parse(runInNewContext('gc'))();
  return process.memoryUsage().heapUsed;
}
