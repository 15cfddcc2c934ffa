import { cp, mkdir, mkdtemp, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build, mergeConfig, type Plugin } from 'vite';
import config from '../../electron.vite.config';
import { pseudoLocale } from '../support/pseudo-locale';
import { ROOT } from './app';

/**
 * The app that `npm run build` has made, once more, in a folder of its own: its window says the pseudo-language where it would
 * say English. Nothing that ships knows of it. The answer is the folder.
 */
export async function buildPseudoApp(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ec2-tray-pseudo-'));
  const out = path.join(folder, 'out');
  await mkdir(out);
  const copied = ['package.json', 'out/main', 'out/preload'];
  await Promise.all(copied.map((name) => cp(path.join(ROOT, name), path.join(folder, name), { recursive: true })));
  await symlink(path.join(ROOT, 'assets'), path.join(folder, 'assets'));
  const ours = {
    configFile: false as const,
    root: path.join(ROOT, 'src/renderer'),
    base: './',
    logLevel: 'error' as const,
    plugins: [pseudoEnglish],
    build: { outDir: path.join(out, 'renderer'), rollupOptions: { input: path.join(ROOT, 'src/renderer/index.html') } },
  };
  await build(mergeConfig({ plugins: config.renderer?.plugins ?? [] }, ours));
  return folder;
}

const pseudoEnglish: Plugin = {
  name: 'pseudo-english',
  enforce: 'pre',
  transform(code, id) {
    return id.endsWith('/locales/en.json') ? JSON.stringify(pseudoLocale(JSON.parse(code))) : null;
  },
};
