import type { Page } from '@playwright/test';
import { expect, test } from './app';

const isDark = (page: Page) => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);

test('language and appearance change at once, in window and tray, and are kept', async ({ launch, desktop }) => {
  const first = await launch();
  const { page } = first;
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByText('한국어').click();
  await expect(page.getByRole('heading', { name: '설정' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await page.getByText('어둡게').click();
  await expect.poll(() => isDark(page)).toBe(true);
  const tray = await desktop.waitForTrayItem();
  await tray.waitForMenu((menu) => menu.children.some(({ label }) => label === '새로 고침'), {
    message: 'the menu speaks Korean',
  });
  await first.quit();

  const second = await launch();
  await expect(second.page.getByText('데모 계정: 실제 AWS가 아닙니다.')).toBeVisible();
  await expect.poll(() => isDark(second.page)).toBe(true);
});

test('the window speaks the language of the system', async ({ launch }) => {
  const { page } = await launch({ env: { LANG: 'ko_KR.UTF-8', LANGUAGE: 'ko' } });
  await expect(page.getByText('데모 계정: 실제 AWS가 아닙니다.')).toBeVisible();
});

test('"stop at once" sends a stop without a countdown', async ({ launch }) => {
  const { page } = await launch();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByText('Stop at once').click();
  await page.getByRole('button', { name: 'Back' }).click();
  const row = page.getByRole('row', { name: /^bastion/ });
  await row.getByRole('button', { name: 'Stop bastion' }).click();
  await expect(row).toContainText(/Stop requested…|Stopping…/);
  await expect(row.getByRole('button', { name: /^Undo/ })).toHaveCount(0);
});
