import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Bench } from './bench';
import type { Row } from './row';
import { ROOT } from './started-app';

const KB = 1_000;
const MB = 1_000_000;
/** Of what electron-builder.yml takes. */
const SHIPPED = ['out', 'assets/tray', 'assets/icon.png', 'package.json', 'bin'];

/** What is shipped, as it is built: bytes on the disk, minified, not compressed. */
export const sizesBench: Bench = {
  name: 'sizes',
  async measure() {
    const main = path.join(ROOT, 'out/main');
    const renderer = path.join(ROOT, 'out/renderer');
    const scripts = filesIn(main).filter((file) => file.endsWith('.js'));
    const started = loadedFrom(
      path.join(main, 'index.js'),
      (file) => !/^(endpoint|end-with)-/.test(path.basename(file)),
    );
    const page = loadedFrom(path.join(renderer, entryOfPage(renderer)), () => true);
    return [
      size('size-main-start', 'Main, what is loaded before the tray icon', firstOf(main), 'KB', 100),
      size(
        'size-main',
        'Main, all that a start ever loads (without the demo account and the command line)',
        started,
        'KB',
        900,
      ),
      size('size-main-all', 'Main, every script in the package', scripts, 'KB', null),
      size('size-renderer', 'The window’s script', page, 'KB', 700),
      size(
        'size-installed',
        'Installed, over Electron’s own',
        SHIPPED.flatMap((name) => filesIn(path.join(ROOT, name))),
        'MB',
        12,
      ),
    ];
  },
};

function size(id: string, what: string, files: readonly string[], unit: 'KB' | 'MB', most: number | null): Row {
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const ours = [bytes / (unit === 'KB' ? KB : MB)];
  return { id, what, unit, ours, beside: null, budget: most === null ? null : { kind: 'most', most } };
}

function filesIn(name: string): readonly string[] {
  if (!existsSync(name)) return [];
  if (statSync(name).isFile()) return [name];
  return readdirSync(name).flatMap((entry) => filesIn(path.join(name, entry)));
}

/** What `index.js` asks for at once, with what that asks for. */
const firstOf = (main: string): readonly string[] => {
  const boot = readdirSync(main).find((name) => /^main-/.test(name)) ?? 'index.js';
  return [...new Set([path.join(main, 'index.js'), ...staticImports(path.join(main, boot))])];
};

function staticImports(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(
    /(?:from|^import|;import)\s*["'`](\.\/[^"'`]+)["'`]/g,
  )) {
    staticImports(path.join(path.dirname(file), name), seen);
  }
  return seen;
}

/** A script and everything that it, or what it loads, may ever import. */
function loadedFrom(entry: string, isWanted: (file: string) => boolean): readonly string[] {
  const seen = new Set<string>();
  for (const waiting = [entry]; waiting.length > 0; ) {
    const file = waiting.pop() ?? '';
    if (seen.has(file) || !existsSync(file) || !isWanted(file)) continue;
    seen.add(file);
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/["'`](\.\/[^"'`]+\.js)["'`]/g)) {
      waiting.push(path.join(path.dirname(file), name));
    }
  }
  return [...seen];
}

const entryOfPage = (renderer: string): string =>
  /src="\.?\/?([^"]+\.js)"/.exec(readFileSync(path.join(renderer, 'index.html'), 'utf8'))?.[1] ?? '';
