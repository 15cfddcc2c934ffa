import path from 'node:path';
import { endWith } from './end-with';

/* The command line in plain Node, for development: the installed app runs it by itself (src/main/entry.ts). */

await endWith(process.argv.slice(2), {
  file: process.execPath,
  args: [path.join(import.meta.dirname, '../../scripts/start.mjs')],
  bringsDisplay: true,
});
