import type { QueryParameters } from '../query-parameters';
import { instancesNotFound, malformedInstanceId, missingParameter } from '../service-error';
import type { OperationContext } from './operation';

/** The IDs a request names, well-formed and each once. */
export function instanceIds(parameters: QueryParameters): readonly string[] {
  const ids = [...new Set(parameters.list('InstanceId'))];
  for (const id of ids) {
    if (!isInstanceId(id)) throw malformedInstanceId(id);
  }
  return ids;
}

export const isInstanceId = (text: string): boolean => /^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(text);

/** The same for calls that act: they name at least one instance, and all of them exist. */
export function existingInstanceIds({ fleet, region, parameters }: OperationContext): readonly string[] {
  const ids = instanceIds(parameters);
  if (ids.length === 0) throw missingParameter('InstanceId');
  refuseMissing(ids.filter((id) => !fleet.has(region, id)));
  return ids;
}

export function refuseMissing(missing: readonly string[]): void {
  if (missing.length > 0) throw instancesNotFound(missing);
}

export function instanceArns({ caller, region, parameters }: OperationContext): readonly string[] {
  return parameters.list('InstanceId').map((id) => `arn:aws:ec2:${region}:${caller.accountId}:instance/${id}`);
}
