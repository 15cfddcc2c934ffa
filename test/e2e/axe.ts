import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { z } from 'zod';

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axeResults = z.object({
  violations: z.array(
    z.object({ id: z.string(), impact: z.string().nullish(), nodes: z.array(z.object({ html: z.string() })) }),
  ),
});

/** What axe-core objects to, as text; the page's security policy lets no script in but by the debugger's own way. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = axeResults.parse(await page.evaluate(() => Reflect.get(globalThis, 'axe').run()));
  return results.violations.map(
    ({ id, impact, nodes }) =>
      `${id} (${impact}): ${nodes
        .map(({ html }) => html)
        .join(' | ')
        .slice(0, 400)}`,
  );
}
