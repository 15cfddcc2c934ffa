import type { Profile } from '../shared/model';
import { bridge } from './bridge';
import { useStatus } from './status-line';

/** Switches a Profile on or off; what goes wrong stands in the foot of the window. */
export function useEnableProfile(): (profile: Profile, isEnabled: boolean) => void {
  const showStatus = useStatus();
  return ({ id, ...draft }, isEnabled) => {
    void bridge.updateProfile({ id, draft: { ...draft, isEnabled } }).then((saved) => {
      showStatus(saved.ok ? null : { kind: 'failed', error: saved.error });
    });
  };
}
