import type { FilterValues } from '../filters';
import { compileFilters } from '../filters';
import type { OptInStatus } from '../regions';
import { allRegions, optInStatus } from '../regions';
import { nonMutatingDraws } from '../request-limits';
import { ServiceError } from '../service-error';
import { element, itemSet } from '../xml';
import type { Operation } from './operation';

interface RegionInfo {
  readonly regionName: string;
  readonly endpoint: string;
  readonly optIn: OptInStatus;
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html */
export const describeRegions: Operation = {
  parameters: new Set(['RegionName', 'Filter', 'AllRegions', 'DryRun']),
  draws: () => nonMutatingDraws('DescribeRegions'),
  validate: ({ parameters }) => {
    const unknown = parameters.list('RegionName').filter((name) => !allRegions.includes(name));
    if (unknown.length > 0) {
      throw new ServiceError('InvalidParameterValue', `Invalid region names: ${unknown.join(', ')}`);
    }
  },
  resources: () => [],
  run: ({ fleet, parameters }) => {
    const names = parameters.list('RegionName');
    // A Region that is asked for by name is described whether it is enabled or not.
    const includeDisabled = parameters.boolean('AllRegions') || names.length > 0;
    const isWanted = compileFilters(parameters.filters(), regionFilterValues);
    const regions = allRegions
      .filter((regionName) => names.length === 0 || names.includes(regionName))
      .map((regionName) => ({
        regionName,
        endpoint: `ec2.${regionName}.amazonaws.com`,
        optIn: optInStatus(regionName, fleet.optedInRegions) ?? 'not-opted-in',
      }))
      .filter((region) => (includeDisabled || region.optIn !== 'not-opted-in') && isWanted(region));
    return itemSet(
      'regionInfo',
      regions.map(
        ({ regionName, endpoint, optIn }) =>
          element('regionName', regionName) + element('regionEndpoint', endpoint) + element('optInStatus', optIn),
      ),
    );
  },
};

const regionLooks: ReadonlyMap<string, (region: RegionInfo) => readonly string[]> = new Map([
  ['endpoint', ({ endpoint }: RegionInfo) => [endpoint]],
  ['opt-in-status', ({ optIn }: RegionInfo) => [optIn]],
  ['region-name', ({ regionName }: RegionInfo) => [regionName]],
]);

const regionFilterValues: FilterValues<RegionInfo> = (filterName) => regionLooks.get(filterName);
