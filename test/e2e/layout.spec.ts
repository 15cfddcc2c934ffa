import { rm } from 'node:fs/promises';
import { IntlMessageFormat } from 'intl-messageformat';
import { SETTINGS_SECTIONS, type SettingsSection } from '../../src/renderer/settings-section';
import { DEFAULT_LIST } from '../../src/shared/list-settings';
import en from '../../src/shared/locales/en.json' with { type: 'json' };
import ko from '../../src/shared/locales/ko.json' with { type: 'json' };
import type { MessageKey } from '../../src/shared/text';
import { pseudoLocale } from '../support/pseudo-locale';
import { awsConfigFor, expect, type RunningApp, test as withApp } from './app';
import { findCutOff } from './cut-off';
import { buildPseudoApp } from './pseudo-app';
import { changeSettings } from './window-commands';

/*
 * Nothing is cut off, in any language, as narrow as the window may be. English is also looked at in a pseudo-language that
 * is as much longer as the next translation may be.
 */

const REGION = 'ap-northeast-2';
const WIDTHS = [520, 320];
/** Where the list is a table, and details stand beside it. */
const WIDE = [1220];

const test = withApp.extend<object, { readonly pseudoApp: string }>({
  pseudoApp: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const folder = await buildPseudoApp();
      await use(folder);
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

/** Looks at what the window shows in each width; a failure names the view and the width. */
async function look({ electron, page }: RunningApp, view: string, widths: readonly number[] = WIDTHS): Promise<void> {
  for (const width of widths) {
    await electron.evaluate(
      ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setContentSize(wanted, 700),
      width,
    );
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
    // What is open over the page finds its place a moment later.
    await expect.soft.poll(() => findCutOff(page), { message: `${view}, ${width} px`, timeout: 2000 }).toEqual([]);
  }
}

type Locale = Readonly<Record<MessageKey, string>>;
const locales = { en, ko, pseudo: { ...en, ...pseudoLocale(en) } } satisfies Record<string, Locale>;

for (const [name, messages] of Object.entries<Locale>(locales)) {
  const language = name === 'ko' ? 'ko' : 'en';
  const say = (key: MessageKey, values: Readonly<Record<string, string>> = {}): string =>
    String(new IntlMessageFormat(messages[key], language, undefined, { ignoreTag: true }).format({ ...values }));

  test(`nothing is cut off in any view: ${name}`, async ({ launch, endpoint, pseudoApp }) => {
    // Every view is looked at in every width.
    test.slow();
    const team = 'a-rather-long-name-of-a-team-that-has-one';
    endpoint.fleet.add(REGION, { name: team, state: 'running', tags: { Env: 'dev' } });
    endpoint.fleet.add(REGION, { name: 'gpu', state: 'stopped', instanceType: 'g5.xlarge' });
    const app = await launch({
      awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }),
      ...(name === 'pseudo' ? { appFolder: pseudoApp } : {}),
    });
    const { page } = app;
    const press = (key: MessageKey, values?: Readonly<Record<string, string>>): Promise<void> =>
      page.getByRole('button', { name: say(key, values), exact: true }).click();

    await changeSettings(page, { language });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('welcome.title'));
    await look(app, 'the welcome view', [...WIDE, ...WIDTHS]);
    await press('welcome.addName', { name: 'work' });
    await expect(page.getByRole('row')).toHaveCount(2);
    await look(app, 'the list');
    await press('list.moreActions', { name: team });
    await look(app, 'the menu of an instance');
    await page.getByRole('menuitem', { name: say('action.force-stop'), exact: true }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await look(app, 'the question before a forced stop');
    await page.keyboard.press('Escape');

    const search = page.getByRole('combobox', { name: say('list.search') });
    await search.fill('sta');
    await expect(page.getByRole('listbox')).toBeVisible();
    await look(app, 'what completes a search');
    await search.fill('stat:running');
    await look(app, 'what a search does not know');
    await search.fill('nothing-is-called-like-this');
    await expect(page.getByRole('row')).toHaveCount(0);
    await look(app, 'a search that finds nothing', [...WIDE, ...WIDTHS]);
    await search.fill('tag:Env=dev');
    await press('search.views');
    await look(app, 'no saved views');
    await press('search.save');
    await look(app, 'the name of a view');
    await page.getByRole('textbox').last().fill('A view of everything that is for development');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('listitem')).toHaveCount(1);
    await look(app, 'the saved views');
    await page.keyboard.press('Escape');
    await search.fill('');

    await page.getByRole('row').first().focus();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(app, 'the keys');
    await page.keyboard.press('Escape');
    await press('listOptions.label');
    await look(app, 'the options of the list');
    await page.keyboard.press('Escape');
    for (const groupBy of ['profile', 'region', 'state', 'tag:Env', 'none']) {
      await groupedBy(page, groupBy);
      await look(app, `the list by ${groupBy}`, [...WIDE, ...WIDTHS]);
    }
    await groupedBy(page, 'scope');

    await page.getByRole('row').first().focus();
    await page.keyboard.press('ControlOrMeta+a');
    await look(app, 'the list with all chosen', [...WIDE, ...WIDTHS]);
    const act = page.getByRole('toolbar').getByRole('button', {
      name: say('select.actionCount', { action: say('action.stop'), count: '1' }),
    });
    await act.click();
    await look(app, 'a stop of several that can be taken back');
    await press('batch.undo');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('toolbar')).toHaveCount(0);

    await page.getByRole('row').first().focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('.details')).toContainText(say('details.statusChecks'));
    await expect(page.locator('.details')).toContainText('ami-');
    await look(app, 'the details', [...WIDTHS, ...WIDE]);
    await page.keyboard.press('Escape');
    await press('listOptions.label');
    await look(app, 'the options of the table', WIDE);
    await page.keyboard.press('Escape');
    await look(app, 'the table', WIDE);

    await press('list.settings');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('settings.title'));
    const part = (id: SettingsSection): Promise<void> =>
      page.getByRole('tab', { name: say(`settings.section.${id}`), exact: true }).click();
    for (const id of SETTINGS_SECTIONS) {
      await part(id);
      await look(app, `the settings, ${id}`, [...WIDE, ...WIDTHS]);
    }
    await part('groups');
    await press('settings.addGroup');
    await look(app, 'the form of a group');
    await press('action.back');
    await part('profiles');
    await press('settings.addProfile');
    await look(app, 'the form of a Profile');
    await press('action.back');
    await press('list.settings');
    await part('journal');
    await press('journal.open');
    await look(app, 'the journal', [...WIDE, ...WIDTHS]);
  });
}

async function groupedBy(page: RunningApp['page'], groupBy: string): Promise<void> {
  await changeSettings(page, { list: { ...DEFAULT_LIST, groupBy } });
}

test('a text that is cut off is found, unless its title tells it (a check of this test itself)', async ({ launch }) => {
  const { page } = await launch();
  await page.evaluate(() => {
    const add = (text: string, title: string | null, style: Partial<CSSStyleDeclaration>): void => {
      const element = document.body.appendChild(document.createElement('p'));
      element.textContent = text;
      if (title !== null) element.title = title;
      Object.assign(element.style, { width: '40px', position: 'fixed', top: '0', whiteSpace: 'nowrap', ...style });
    };
    add('long, with an ellipsis', null, { overflow: 'hidden', textOverflow: 'ellipsis' });
    add('long, with a title', 'long, with a title', { overflow: 'hidden' });
    add('too high for its line', null, { overflow: 'hidden', whiteSpace: 'normal', height: '10px' });
    add('beyond the edge of the window', null, { left: '500px' });
    add('short', null, { overflow: 'hidden' });
  });
  const found = (await findCutOff(page)).filter((text) => text.startsWith('p.:'));
  expect(found).toEqual([
    'p.: long, with an ellipsis',
    'p.: too high for its line',
    'p.: beyond the edge of the window',
  ]);
});
