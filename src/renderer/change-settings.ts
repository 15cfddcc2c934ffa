import { appError, fail, type Result } from '../shared/errors';
import type { Settings } from '../shared/settings';
import { bridge, latestSnapshot } from './bridge';

/** Some of the settings; a function where what is changed is but a part of one. */
export type SettingsChange = Partial<Settings> | ((settings: Settings) => Partial<Settings>);

let lastChange: Promise<unknown> = Promise.resolve();

/**
 * Keeps a change of the settings. One change after the other: main takes all settings at once and sends the new picture
 * before it answers, so that none is built upon old ones and undoes what was changed a moment ago.
 */
export function changeSettings(change: SettingsChange): Promise<Result<Settings>> {
  const changed = lastChange.then(() => send(change));
  // One that fails is the affair of who asked for it: the next one goes on.
  lastChange = changed.catch(() => undefined);
  return changed;
}

async function send(change: SettingsChange): Promise<Result<Settings>> {
  const settings = latestSnapshot()?.settings;
  if (settings === undefined) return fail(appError('internal'));
  const changed = typeof change === 'function' ? change(settings) : change;
  return bridge.updateSettings({ ...settings, ...changed });
}
