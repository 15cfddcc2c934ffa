/** What Electron's own default app calls on `app`, and the published types leave out. */
declare namespace Electron {
  interface App {
    setAppPath(folder: string): void;
    setVersion(version: string): void;
  }
}
