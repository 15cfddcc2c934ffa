import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { APP_ORIGIN, APP_PAGE, resolveAppFile } from '../../../src/main/app-protocol';

// The module asks Electron for its `protocol`, and Electron cannot be had in plain Node. What is tested here is only the
// pure part, which has nothing to do with it.
vi.mock('electron', () => ({ protocol: {} }));

const root = path.resolve('/opt/ec2-tray/renderer');

describe('an app: URL', () => {
  test.each([
    [APP_PAGE, 'index.html'],
    [`${APP_ORIGIN}/assets/index-abc.js`, 'assets/index-abc.js'],
    [`${APP_ORIGIN}/assets/a%20b.css`, 'assets/a b.css'],
    [`${APP_ORIGIN}/index.html?x=1#y`, 'index.html'],
    [`${APP_ORIGIN}/a/../index.html`, 'index.html'],
    [`${APP_ORIGIN}/%ED%95%9C.png`, '한.png'],
  ])('%s names the file %s', (url, file) => {
    expect(resolveAppFile(root, url)).toBe(path.join(root, file));
  });

  test.each([
    'app://ec2-tray/',
    'app://ec2-tray',
    'app://ec2-tray/..%2f..%2fetc%2fpasswd',
    'app://ec2-tray/%2e%2e%2f%2e%2e%2fsecret',
    'app://ec2-tray/assets/..%2f..%2f..%2fmain/index.js',
    'app://ec2-tray/..%5c..%5csecret',
    'app://ec2-tray/a%00.html',
    'app://ec2-tray/%c0%ae%c0%ae/secret',
    'app://ec2-tray/%',
    'app://ec2-tray/%2e%2e',
    'app://elsewhere/index.html',
    'app://ec2-tray.evil.com/index.html',
    'app://ec2-tray:8080/index.html',
    'file:///etc/passwd',
    'https://ec2-tray/index.html',
    'index.html',
    '',
  ])('%j names no file', (url) => {
    expect(resolveAppFile(root, url)).toBeNull();
  });

  test.each([
    'app://ec2-tray/../../etc/passwd',
    'app://ec2-tray//etc/passwd',
    'app://ec2-tray/%2fetc%2fpasswd',
    'app://ec2-tray/....//....//etc/passwd',
    'app://ec2-tray/../renderer-of-another/index.html',
  ])('%j never leads out of the folder', (url) => {
    const file = resolveAppFile(root, url);
    if (file !== null) expect(file.startsWith(`${root}${path.sep}`), file).toBe(true);
  });
});
