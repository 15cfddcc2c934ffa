import { expect, type Page } from '@playwright/test';
import { changeSettings } from './window-commands';

/** How the window can look by the person's and their system's choice, and by which rules axe-core looks at it then. */
export const LOOKS = [
  { name: 'light', theme: 'light', media: {}, rules: 'all' },
  { name: 'dark', theme: 'dark', media: {}, rules: 'colors' },
  { name: 'high contrast, light', theme: 'light', media: { contrast: 'more' }, rules: 'colors' },
  { name: 'high contrast, dark', theme: 'dark', media: { contrast: 'more' }, rules: 'colors' },
  { name: 'forced colors', theme: 'light', media: { forcedColors: 'active' }, rules: 'colors' },
] as const;
export type Look = (typeof LOOKS)[number];

/** Lets the window look like that. */
export async function showAs(page: Page, { theme, media }: Look): Promise<void> {
  await changeSettings(page, { theme });
  await page.emulateMedia({ colorScheme: null, ...media });
  await expect
    .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
    .toBe(theme === 'dark');
  const isContrasted = await page.evaluate(
    () => matchMedia('(prefers-contrast: more)').matches || matchMedia('(forced-colors: active)').matches,
  );
  expect(isContrasted, 'the contrast is as wanted').toBe(Object.keys(media).length > 0);
}
