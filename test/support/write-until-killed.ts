import { writeSync } from 'node:fs';
import { systemClock } from '../../src/main/clock';
import { openProfileRepository } from '../../src/main/profiles/profile-repository';
import { openSettingsRepository } from '../../src/main/settings/settings-repository';
import type { Notice } from '../../src/shared/model';
import { DEFAULT_SETTINGS } from '../../src/shared/settings';
import { aProfile } from './snapshot-builder';

/*
 * Writes settings and Profiles without end, each with a number, and says the number on its standard output as soon as the
 * repository has answered. It never ends by itself.
 */

const [directory = '', first = '1'] = process.argv.slice(2);
const notices = {
  show(notice: Notice): void {
    process.stderr.write(`${JSON.stringify(notice)}\n`);
    process.exit(1);
  },
  clear: () => undefined,
};
const folder = { directory, clock: systemClock, notices };
const settings = openSettingsRepository(folder);
const profiles = openProfileRepository(folder);
writeSync(1, 'ready\n');
for (let number = Number(first); ; number += 1) {
  settings.write({ settings: { ...DEFAULT_SETTINGS, shortcut: `Ctrl+${number}` } });
  profiles.write({ profiles: [aProfile({ name: `profile ${number}` })] });
  writeSync(1, `${number}\n`);
}
