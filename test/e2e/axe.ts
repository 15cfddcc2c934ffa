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

/** The rules that can come to something else in other colours; roles and names are the same in all of them. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

/**
 * What axe-core objects to, as text: by all its rules, or by those alone that colours decide. The page's security policy lets
 * no script in but by the debugger's own way.
 */
export async function violations(page: Page, rules: 'all' | 'colors' = 'all'): Promise<string[]> {
  const isThere = await page.evaluate(() => Reflect.has(globalThis, 'axe'));
  if (!isThere) await page.evaluate(axeSource);
  const options = rules === 'all' ? {} : { runOnly: { type: 'rule', values: COLOR_RULES } };
  const results = axeResults.parse(await page.evaluate((given) => Reflect.get(globalThis, 'axe').run(given), options));
  return results.violations.map(
    ({ id, impact, nodes }) =>
      `${id} (${impact}): ${nodes
        .map(({ html }) => html)
        .join(' | ')
        .slice(0, 400)}`,
  );
}
