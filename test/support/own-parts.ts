import { ok, type Result } from '../../src/shared/errors';

/** What the app knows of itself, on a system that starts it when it is told to. */
export function ownParts() {
  let launches = false;
  return {
    launchAtLogin: {
      isOn: async (): Promise<Result<boolean>> => ok(launches),
      set: async (isOn: boolean): Promise<Result<boolean>> => {
        launches = isOn;
        return ok(isOn);
      },
    },
    versions: { app: '1.2.3', electron: '45.0.0', chromium: '150.0.0.0', node: '24.0.0' },
    readLicenses: async () => ok([]),
    reportPageError: () => undefined,
  };
}
