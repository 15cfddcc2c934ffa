// @ts-check
/*
 * Draws every icon from one source each: `npm run icons`. The tray icons are written here, because they differ only in
 * the state's shape and the colours of the platform; the app icon is assets/icon.svg.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';

const assets = join(dirname(fileURLToPath(import.meta.url)), '..', 'assets');

/** @typedef {{ outline: string, running: string, changing: string, trouble: string, stopped: string, demo: string, rim?: string }} Palette */

/** @type {Palette} Template images are black with alpha: macOS tints them. */
const template = {
  outline: '#000',
  running: '#000',
  changing: '#000',
  trouble: '#000',
  stopped: '#000',
  demo: '#000',
};
/** @type {Palette} */
const onDark = {
  outline: '#e8e8ec',
  running: '#5fce96',
  changing: '#f0be5a',
  trouble: '#ff8a80',
  stopped: '#e8e8ec',
  demo: '#c3a6ff',
};
/** @type {Palette} */
const onLight = {
  outline: '#3a3936',
  running: '#16794a',
  changing: '#9a6400',
  trouble: '#b3261e',
  stopped: '#3a3936',
  demo: '#6d3fc4',
};

/** @type {Palette} Light, with a dark rim that holds it on a light panel. */
const onAny = { ...onDark, rim: '#26262a' };

/** How many pictures one turn of the changing icon has; `FRAMES` of src/main/tray/icon.ts. */
const FRAMES = 4;

/** The state inside of the machine's outline, by shape and colour. @type {Record<string, (palette: Palette) => string>} */
const STATES = {
  stopped: (palette) => `<circle cx="8" cy="8" r="2.2" fill="none" stroke="${palette.stopped}" stroke-width="1.3"/>`,
  running: (palette) => `<circle cx="8" cy="8" r="3.1" fill="${palette.running}"/>`,
  trouble: (palette) =>
    `<path d="M8 4.6v3.9" stroke="${palette.trouble}" stroke-width="1.9" stroke-linecap="round"/><circle cx="8" cy="11.1" r="1.1" fill="${palette.trouble}"/>`,
  ...Object.fromEntries(
    Array.from({ length: FRAMES }, (_, frame) => [
      `changing-${frame + 1}`,
      (/** @type {Palette} */ palette) =>
        `<path d="M8 5.1A2.9 2.9 0 1 1 5.1 8" fill="none" stroke="${palette.changing}" stroke-width="1.6"
          stroke-linecap="round" transform="rotate(${(frame * 360) / FRAMES} 8 8)"/>`,
    ]),
  ),
};

/** Where the demo's badge sits, and how much of the rest it takes away around it. */
const BADGE = { x: 13, y: 13, radius: 2.5, gap: 1 };

/** @param {string} state @param {Palette} palette @param {boolean} isDemo */
function traySvg(state, palette, isDemo) {
  const draw = STATES[state];
  if (draw === undefined) throw new Error(`No drawing for ${state}`);
  const outline = state === 'trouble' ? palette.trouble : palette.outline;
  const rim =
    palette.rim === undefined
      ? ''
      : `<rect x="1.7" y="1.7" width="12.6" height="12.6" rx="3.4" fill="${palette.rim}" fill-opacity=".82"
          stroke="${palette.rim}" stroke-width="3" stroke-opacity=".82"/>`;
  const machine = `<rect x="1.7" y="1.7" width="12.6" height="12.6" rx="3.4" fill="none" stroke="${outline}" stroke-width="1.4"/>
    ${draw(palette)}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">${rim}${isDemo ? badged(machine, palette) : machine}</svg>`;
}

/** @param {string} drawing @param {Palette} palette */
function badged(drawing, palette) {
  const { x, y, radius, gap } = BADGE;
  return `<mask id="around"><rect width="16" height="16" fill="#fff"/>
      <circle cx="${x}" cy="${y}" r="${radius + gap}" fill="#000"/></mask>
    <g mask="url(#around)">${drawing}</g>
    <circle cx="${x}" cy="${y}" r="${radius}" fill="${palette.demo}"/>`;
}

/** @param {string} svg @param {number} size Edge in pixels. */
const png = (svg, size) => new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();

/**
 * One .ico of several sizes, each a PNG (https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)).
 * @param {string} svg @param {readonly number[]} sizes Edges in pixels, below 256.
 */
function ico(svg, sizes) {
  const images = sizes.map((size) => png(svg, size));
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let offset = head.length;
  for (const [index, image] of images.entries()) {
    const entry = 6 + 16 * index;
    const size = sizes[index] ?? 0;
    head.writeUInt8(size, entry);
    head.writeUInt8(size, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(image.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += image.length;
  }
  return Buffer.concat([head, ...images]);
}

/** @typedef {{ suffix: string, palette: Palette }} Variant */
/** @type {readonly { folder: string, variants: readonly Variant[], files: (svg: string) => Record<string, Buffer> }[]} */
const PLATFORMS = [
  {
    folder: 'macos',
    variants: [{ suffix: 'Template', palette: template }],
    files: (svg) => ({ '.png': png(svg, 16), '@2x.png': png(svg, 32) }),
  },
  {
    folder: 'windows',
    variants: [
      { suffix: '-on-dark', palette: onDark },
      { suffix: '-on-light', palette: onLight },
    ],
    // At 100, 125, 150, 200 and 300 %.
    files: (svg) => ({ '.ico': ico(svg, [16, 20, 24, 32, 48]) }),
  },
  {
    folder: 'linux',
    variants: [{ suffix: '', palette: onAny }],
    files: (svg) => ({ '.png': png(svg, 22), '@2x.png': png(svg, 44) }),
  },
];

await rm(join(assets, 'tray'), { recursive: true, force: true });
for (const { folder, variants, files } of PLATFORMS) {
  await mkdir(join(assets, 'tray', folder), { recursive: true });
  for (const state of Object.keys(STATES)) {
    for (const { suffix, palette } of variants) {
      for (const isDemo of [false, true]) {
        const name = `${isDemo ? 'demo-' : ''}${state}${suffix}`;
        for (const [ending, content] of Object.entries(files(traySvg(state, palette, isDemo)))) {
          await writeFile(join(assets, 'tray', folder, `${name}${ending}`), content);
        }
      }
    }
  }
}
await writeFile(join(assets, 'icon.png'), png(await readFile(join(assets, 'icon.svg'), 'utf8'), 512));
