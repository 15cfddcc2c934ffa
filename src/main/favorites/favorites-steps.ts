import type { MigrationStep } from '../kept-format';

/* How favorites.json came to be what it is; see kept-format.ts. */

/** How the list looked for saved views that did not keep it yet. */
const LIST_OF_VERSION_1 = {
  groupBy: 'scope',
  sortBy: 'name',
  isDescending: false,
  columns: ['state', 'instanceId', 'instanceType', 'availabilityZone', 'publicDnsName', 'launchTime', 'tags'],
};

const withList = (view: unknown): unknown =>
  typeof view === 'object' && view !== null ? { list: LIST_OF_VERSION_1, ...view } : view;

export const favoritesSteps: readonly MigrationStep[] = [
  // Saved views, and then the list of each, were added to version 1 one after the other.
  ({ savedViews = [], ...rest }) => ({
    ...rest,
    savedViews: Array.isArray(savedViews) ? savedViews.map(withList) : savedViews,
  }),
];
