import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../..');
const BIOME = path.join(ROOT, 'node_modules/@biomejs/biome/bin/biome');

let tree: string;
beforeEach(async () => {
  tree = await mkdtemp(path.join(os.tmpdir(), 'ec2-tray-walls-'));
});
afterEach(() => rm(tree, { recursive: true }));

/** What the linter says of this text as that file, in a tree of its own under this project's rules. */
async function lint(file: string, text: string): Promise<string> {
  const { vcs: _inGit, ...rules } = JSON.parse(await readFile(path.join(ROOT, 'biome.json'), 'utf8'));
  await writeFile(path.join(tree, 'biome.json'), JSON.stringify(rules));
  await mkdir(path.dirname(path.join(tree, file)), { recursive: true });
  await writeFile(path.join(tree, file), text);
  const { stdout, stderr } = spawnSync(process.execPath, [BIOME, 'lint', '--colors=off', '.'], {
    cwd: tree,
    encoding: 'utf8',
  });
  const said = stdout + stderr;
  expect(said, 'the linter has read the file').toContain('Checked 2 files');
  return said;
}

const sdk = `import { EC2Client } from '@aws-sdk/client-ec2';\nexport const client = new EC2Client({});\n`;
const ipcMain = `import { ipcMain } from 'electron';\nipcMain.removeHandler('x');\n`;
const electron = `import { app } from 'electron';\nexport const name = app.name;\n`;
const node = `import { readFileSync } from 'node:fs';\nexport const text = readFileSync('x');\n`;
const preloadApi = 'export const api = window.ec2Tray;\n';
const store = `import { createStore } from '../main/store';\nexport const make = createStore;\n`;

describe('the import walls', () => {
  it.each([
    ['the SDK in main outside of aws', 'src/main/intruder.ts', sdk],
    ['the SDK in ipc.ts', 'src/main/ipc.ts', sdk],
    ['the SDK in the store', 'src/main/store.ts', sdk],
    ['the SDK in the window', 'src/renderer/intruder.ts', sdk],
    ['the SDK in the endpoint', 'src/demo/intruder.ts', sdk],
    ['the SDK in shared', 'src/shared/intruder.ts', sdk],
    ['ipcMain outside of ipc.ts', 'src/main/intruder.ts', ipcMain],
    ['Electron in aws', 'src/main/aws/intruder.ts', electron],
    ['Electron in the menu', 'src/main/tray/menu.ts', electron],
    ['Electron in the window', 'src/renderer/intruder.ts', electron],
    ['Electron in shared', 'src/shared/intruder.ts', electron],
    ['Electron in the endpoint', 'src/demo/intruder.ts', electron],
    ['Node in shared', 'src/shared/intruder.ts', node],
    ['Node in the window', 'src/renderer/intruder.ts', node],
    ['main in the window', 'src/renderer/intruder.ts', store],
    ['main in shared', 'src/shared/intruder.ts', store],
    ['main in the endpoint', 'src/demo/intruder.ts', store],
  ])('refuse %s', async (_what, file, text) => {
    expect(await lint(file, text)).toContain('lint/style/noRestrictedImports');
  });

  it('refuse the preload API in the window outside of bridge.ts', async () => {
    expect(await lint('src/renderer/intruder.ts', preloadApi)).toContain('lint/style/noRestrictedGlobals');
    await rm(path.join(tree, 'src'), { recursive: true });
    expect(await lint('src/renderer/bridge.ts', preloadApi)).not.toContain('lint/style/noRestrictedGlobals');
  });

  it.each([
    ['the SDK in aws', 'src/main/aws/guest.ts', sdk],
    ['ipcMain in ipc.ts', 'src/main/ipc.ts', ipcMain],
    ['Electron in main', 'src/main/guest.ts', electron],
  ])('let %s pass', async (_what, file, text) => {
    expect(await lint(file, text)).not.toContain('noRestrictedImports');
  });
});
