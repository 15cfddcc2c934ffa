/** The parts of the settings, in the order in which they stand. What is needed most often comes first. */
export const SETTINGS_SECTIONS = [
  'profiles',
  'groups',
  'general',
  'actions',
  'notifications',
  'polling',
  'ssh',
  'journal',
  'about',
] as const;

export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

/** Where the settings open; for as long as the window lives. */
let last: SettingsSection = 'profiles';

export const lastSettingsSection = (): SettingsSection => last;

export function rememberSettingsSection(section: SettingsSection): void {
  last = section;
}
