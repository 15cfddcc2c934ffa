import { useEffect } from 'react';
import { prepareForSearch } from '../../shared/instance-search';
import type { Listed } from './listed';

/** Gets every instance ready to be searched for while the window has nothing else to do, so that the first key is as quick as any. */
export function usePreparedSearch(listed: readonly Listed[]): void {
  useEffect(() => {
    let next = 0;
    const prepare = (deadline: IdleDeadline): void => {
      for (let one = listed[next]; one !== undefined && deadline.timeRemaining() > 1; one = listed[next]) {
        prepareForSearch(one.instance);
        next += 1;
      }
      if (next < listed.length) request = requestIdleCallback(prepare);
    };
    let request = requestIdleCallback(prepare);
    return () => cancelIdleCallback(request);
  }, [listed]);
}
