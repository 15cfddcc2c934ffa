// @ts-check
/*
 * Draws every icon from one source each: `npm run icons`. The tray icons are written here, because they differ only in
 * the state's shape and the colours of the platform; the app icon is assets/icon.svg.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';

const assets = join(dirname(fileURLToPath(import.meta.url)), '..', 'assets');

/** @typedef {{ outline: string, running: string, changing: string, trouble: string, stopped: string, rim?: string }} Palette */

/** @type {Palette} Template images are black with alpha: macOS tints them. */
const template = { outline: '#000', running: '#000', changing: '#000', trouble: '#000', stopped: '#000' };
/** @type {Palette} */
const onDark = {
  outline: '#e8e8ec',
  running: '#5fce96',
  changing: '#f0be5a',
  trouble: '#ff8a80',
  stopped: '#e8e8ec',
};
/** @type {Palette} */
const onLight = {
  outline: '#3a3936',
  running: '#16794a',
  changing: '#9a6400',
  trouble: '#b3261e',
  stopped: '#3a3936',
};

/** @type {Palette} Light, with a dark rim that holds it on a light panel. */
const onAny = { ...onDark, rim: '#26262a' };

/** The state inside of the machine's outline, by shape and colour. @type {Record<string, (palette: Palette) => string>} */
const STATES = {
  stopped: (palette) => `<circle cx="8" cy="8" r="2.2" fill="none" stroke="${palette.stopped}" stroke-width="1.3"/>`,
  running: (palette) => `<circle cx="8" cy="8" r="3.1" fill="${palette.running}"/>`,
  changing: (palette) =>
    `<path d="M8 5.1A2.9 2.9 0 1 1 5.1 8" fill="none" stroke="${palette.changing}" stroke-width="1.6" stroke-linecap="round"/>`,
  trouble: (palette) =>
    `<path d="M8 4.6v3.9" stroke="${palette.trouble}" stroke-width="1.9" stroke-linecap="round"/><circle cx="8" cy="11.1" r="1.1" fill="${palette.trouble}"/>`,
};

/** @param {string} state @param {Palette} palette */
function traySvg(state, palette) {
  const draw = STATES[state];
  if (draw === undefined) throw new Error(`No drawing for ${state}`);
  const outline = state === 'trouble' ? palette.trouble : palette.outline;
  const rim =
    palette.rim === undefined
      ? ''
      : `<rect x="1.7" y="1.7" width="12.6" height="12.6" rx="3.4" fill="${palette.rim}" fill-opacity=".82"
          stroke="${palette.rim}" stroke-width="3" stroke-opacity=".82"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">${rim}
    <rect x="1.7" y="1.7" width="12.6" height="12.6" rx="3.4" fill="none" stroke="${outline}" stroke-width="1.4"/>
    ${draw(palette)}</svg>`;
}

/** @param {string} svg @param {string} file @param {number} size Edge in pixels. */
async function draw(svg, file, size) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng());
}

/** Edge in pixels at 1x, and the other scales that the platform's displays have. */
const PLATFORMS = [
  { folder: 'macos', edge: 16, scales: [1, 2], variants: [{ suffix: 'Template', palette: template }] },
  {
    folder: 'windows',
    edge: 16,
    scales: [1, 1.25, 1.5, 2, 3],
    variants: [
      { suffix: '-on-dark', palette: onDark },
      { suffix: '-on-light', palette: onLight },
    ],
  },
  { folder: 'linux', edge: 22, scales: [1, 2], variants: [{ suffix: '', palette: onAny }] },
];

for (const { folder, edge, scales, variants } of PLATFORMS) {
  for (const state of Object.keys(STATES)) {
    for (const { suffix, palette } of variants) {
      for (const scale of scales) {
        const name = `${state}${suffix}${scale === 1 ? '' : `@${scale}x`}.png`;
        await draw(traySvg(state, palette), join(assets, 'tray', folder, name), Math.round(edge * scale));
      }
    }
  }
}
await draw(await readFile(join(assets, 'icon.svg'), 'utf8'), join(assets, 'icon.png'), 512);
