import type { ReportedInstance, ReportedScope } from '../../shared/command-line-protocol';
import { type AppError, appError } from '../../shared/errors';
import { instanceLook } from '../../shared/instance-look';
import type { Scope, Snapshot } from '../../shared/model';
import { reportError } from '../../shared/report-error';
import type { Translator } from '../../shared/translator';
import type { Found } from './select-instances';

/** What became of an action with one instance. */
export interface Outcome {
  readonly result: ReportedInstance['result'];
  readonly error: AppError | null;
}

/** Without an outcome: as it is, with the error of the last action that failed. */
export function reportInstance(
  { instance, scope, profile }: Found,
  outcome: Outcome | null,
  translator: Translator,
): ReportedInstance {
  const activity = scope.activities[instance.instanceId];
  const error = outcome === null && activity?.phase === 'failed' ? activity.error : (outcome?.error ?? null);
  const { instanceId, name, state, instanceType, availabilityZone } = instance;
  const { publicDnsName, publicIpAddress, privateIpAddress, launchTime } = instance;
  const nameTag = name === null ? [] : [['Name', name] as const];
  return {
    instanceId,
    name,
    state,
    look: instanceLook(instance, activity),
    instanceType,
    availabilityZone,
    publicDnsName,
    publicIpAddress,
    privateIpAddress,
    launchTime: isoTime(launchTime),
    tags: Object.fromEntries([...nameTag, ...instance.tags.map(({ key, value }) => [key, value] as const)]),
    profile: profile.name,
    region: scope.region,
    result: outcome?.result ?? null,
    error: error === null ? null : reportError(error, translator),
  };
}

export function reportScope({ profiles }: Snapshot, scope: Scope, translator: Translator): ReportedScope {
  const profile = profiles.find(({ id }) => id === scope.profileId);
  const { freshness, region } = scope;
  const error = scopeError(scope);
  return {
    profile: profile?.name ?? '',
    region,
    isDemo: profile?.source.kind === 'demo',
    isDryRun: profile?.isDryRun ?? false,
    asOf: freshness.kind === 'loading' ? null : isoTime(freshness.asOf),
    error: error === null ? null : reportError(error, translator),
  };
}

function scopeError({ freshness, region }: Scope): AppError | null {
  if (freshness.kind === 'failed') return freshness.error;
  // It was waited for long enough.
  return freshness.kind === 'loading' ? appError('timeout', { values: { where: region } }) : null;
}

const isoTime = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
