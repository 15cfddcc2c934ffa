import type { QueryParameters } from './query-parameters';
import type { Draw } from './token-buckets';

// The numbers of https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html: every action has a request
// bucket of its own, and the ones that act on instances a second one that is charged per instance.
const nonMutating = { capacity: 100, refillPerSecond: 20 };
const unfilteredAndUnpaginated = { capacity: 50, refillPerSecond: 10 };
const mutating = { capacity: 50, refillPerSecond: 5 };
const startRequests = { capacity: 5, refillPerSecond: 2 };
const startResources = { capacity: 1000, refillPerSecond: 2 };
const stopResources = { capacity: 1000, refillPerSecond: 20 };

/** What a describe call costs: less when it asks for pages or filters, as AWS wants it to. */
export function describeDraws(action: string, parameters: QueryParameters): readonly Draw[] {
  const gentle =
    parameters.string('MaxResults') !== undefined ||
    parameters.string('NextToken') !== undefined ||
    parameters.filters().length > 0;
  return gentle
    ? [{ bucket: action, limit: nonMutating, tokens: 1 }]
    : [{ bucket: `${action}/unfiltered`, limit: unfilteredAndUnpaginated, tokens: 1 }];
}

export function nonMutatingDraws(action: string): readonly Draw[] {
  return [{ bucket: action, limit: nonMutating, tokens: 1 }];
}

export function mutatingDraws(action: string): readonly Draw[] {
  return [{ bucket: action, limit: mutating, tokens: 1 }];
}

export function startDraws(instances: number): readonly Draw[] {
  return [
    { bucket: 'StartInstances', limit: startRequests, tokens: 1 },
    { bucket: 'StartInstances/resources', limit: startResources, tokens: instances },
  ];
}

export function stopDraws(instances: number): readonly Draw[] {
  return [
    { bucket: 'StopInstances', limit: mutating, tokens: 1 },
    { bucket: 'StopInstances/resources', limit: stopResources, tokens: instances },
  ];
}
