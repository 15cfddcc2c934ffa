/*
 * What the app can tell of itself.
 */

export interface AppVersions {
  readonly app: string;
  readonly electron: string;
  readonly chromium: string;
  readonly node: string;
}

/** A package that is bundled into the app. */
export interface PackageLicense {
  readonly name: string;
  readonly version: string;
  /** The SPDX expression of its `package.json`; null where it has none. */
  readonly identifier: string | null;
  /** Its licence file; null where it brings none along. */
  readonly text: string | null;
}
