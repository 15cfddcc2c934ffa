// @ts-check
/** Starts the fixture app as scripts/start.mjs starts the product. */
import { fileURLToPath } from 'node:url';
import { start } from '../../../scripts/start.mjs';

process.exitCode = await start(process.argv.slice(2), fileURLToPath(new URL('./fixture-app', import.meta.url)));
