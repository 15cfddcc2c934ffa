import { useCallback, useEffect, useRef } from 'react';

/** Calls `act` with the last value, once no other has come for `restMs`: for what would be too much for each on the way. */
export function useResting<Value>(act: (value: Value) => void, restMs: number): (value: Value) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (value) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => latest.current(value), restMs);
    },
    [restMs],
  );
}
