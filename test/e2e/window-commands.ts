import { expect, type Page } from '@playwright/test';

/*
 * The commands of the contract, for what a test needs to be there but is not about.
 */

/** Calls a command as the window does; what it answers must be a success. */
export async function command(page: Page, name: string, input?: unknown): Promise<void> {
  const answer = await page.evaluate(
    ({ name: wanted, input: given }) => Reflect.get(Reflect.get(globalThis, 'ec2Tray'), wanted)(given),
    { name, input },
  );
  expect(answer, `the answer to ${name}`).toMatchObject({ ok: true });
}

/** The settings, at one of their parts. */
export async function openSettings(page: Page, section: string): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await showSection(page, section);
}

/** Another part of the settings, which are open. */
export const showSection = (page: Page, section: string): Promise<void> =>
  page.getByRole('tab', { name: section }).click();

/** Changes some of the settings; the others stay. */
export async function changeSettings(page: Page, change: Readonly<Record<string, unknown>>): Promise<void> {
  const settings = await page.evaluate(async () => {
    const snapshot = await Reflect.get(globalThis, 'ec2Tray').getSnapshot();
    return snapshot.value.settings;
  });
  await command(page, 'updateSettings', { ...settings, ...change });
}
