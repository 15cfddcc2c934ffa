import type { JsonObject, MigrationStep } from '../kept-format';

/* How settings.json came to be what it is; see kept-format.ts. */

/** What was added to version 1 one by one, with what held before it was there. */
const ADDED_TO_VERSION_1 = {
  startsHidden: false,
  protection: { isOn: false, rule: 'Env=prod*' },
  notifications: true,
  readyWhen: 'running',
  readyPort: 22,
  tellsStartedByOthers: false,
  tellsRunningAfterHours: null,
  shortestPollSeconds: 60,
  longestPollSeconds: 600,
  pausesWhenLocked: true,
  shortcut: null,
  clickTarget: null,
  list: {
    groupBy: 'scope',
    sortBy: 'name',
    isDescending: false,
    columns: ['state', 'instanceId', 'instanceType', 'availabilityZone', 'publicDnsName', 'launchTime', 'tags'],
  },
  ssh: { user: 'ec2-user', keyFile: null, template: 'ssh -i {key} {user}@{host}' },
};

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

export const settingsSteps: readonly MigrationStep[] = [
  ({ settings, ...rest }) => ({
    ...rest,
    settings: isObject(settings) ? { ...ADDED_TO_VERSION_1, ...settings } : settings,
  }),
];
