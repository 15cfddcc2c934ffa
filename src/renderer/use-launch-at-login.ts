import { useCallback, useEffect, useState } from 'react';
import type { AppError } from '../shared/errors';
import { bridge } from './bridge';

interface LaunchAtLoginState {
  /** Null while it is not known, or could not be found out. */
  readonly isOn: boolean | null;
  readonly error: AppError | null;
}

/** What the system says, looked up again whenever the person comes back to the window: they may have changed it there. */
export function useLaunchAtLogin() {
  const [state, setState] = useState<LaunchAtLoginState>({ isOn: null, error: null });
  const [isChanging, setIsChanging] = useState(false);

  const look = useCallback(async (): Promise<void> => {
    const answer = await bridge.getLaunchAtLogin();
    setState((now) => (answer.ok ? { isOn: answer.value, error: now.error } : { isOn: null, error: answer.error }));
  }, []);

  useEffect(() => {
    const onFocus = () => void look();
    onFocus();
    addEventListener('focus', onFocus);
    return () => removeEventListener('focus', onFocus);
  }, [look]);

  async function change(wanted: boolean): Promise<void> {
    // Two at once could end in either.
    if (isChanging) return;
    setIsChanging(true);
    const answer = await bridge.setLaunchAtLogin({ isOn: wanted });
    setState((now) => (answer.ok ? { isOn: answer.value, error: null } : { ...now, error: answer.error }));
    setIsChanging(false);
    if (!answer.ok) await look();
  }

  return { ...state, change };
}
