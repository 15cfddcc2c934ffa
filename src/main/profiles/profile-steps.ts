import type { MigrationStep } from '../kept-format';

/* How profiles.json came to be what it is; see kept-format.ts. */

/** What was added to the Profiles of version 1 one by one, with what held before it was there. */
const ADDED_TO_VERSION_1 = {
  filter: null,
  isDryRun: false,
  isEnabled: true,
  ssh: { user: 'ec2-user', keyFile: null, template: 'ssh -i {key} {user}@{host}' },
};

const withAdded = (profile: unknown): unknown =>
  typeof profile === 'object' && profile !== null ? { ...ADDED_TO_VERSION_1, ...profile } : profile;

export const profileSteps: readonly MigrationStep[] = [
  ({ profiles, ...rest }) => ({ ...rest, profiles: Array.isArray(profiles) ? profiles.map(withAdded) : profiles }),
];
