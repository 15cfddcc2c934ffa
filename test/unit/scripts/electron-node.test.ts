import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ELECTRON_NODE } from '../../../scripts/electron-node.mjs';

test('the Node that the tests run on is of the line that the pinned Electron names by its types', async () => {
  const manifest = path.join(import.meta.dirname, '../../../node_modules/electron/package.json');
  const { dependencies } = z
    .object({ dependencies: z.object({ '@types/node': z.string() }) })
    .parse(JSON.parse(await readFile(manifest, 'utf8')));
  const line = /^\^(\d+)\./.exec(dependencies['@types/node'])?.[1];
  expect(ELECTRON_NODE.version.split('.')[0], 'pin the newest release of that line in electron-node.mjs').toBe(line);
});
