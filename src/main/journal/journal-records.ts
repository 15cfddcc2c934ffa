import { z } from 'zod';
import { ERROR_CODES } from '../../shared/errors';
import { type JournalRecord, SETTLED_OUTCOMES } from '../../shared/journal';
import {
  ACTION_SOURCES,
  ACTIONS,
  toActionId,
  toInstanceId,
  toProfileId,
  toRegion,
  toScopeId,
} from '../../shared/model';

const actionId = z.string().min(1).transform(toActionId);
const instanceId = z.string().min(1).transform(toInstanceId);
/** The last moment that a date can tell, ms since the epoch: beyond it nothing could show the entry. */
const LAST_MOMENT = 8.64e15;
const at = z.number().nonnegative().max(LAST_MOMENT);
const error = z.object({
  // A later version may know more of them: what happened is worth more than its code.
  code: z.enum(ERROR_CODES).catch('internal'),
  awsCode: z.string().nullable(),
  detail: z.string().nullable(),
});

const journalRecord = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('begun'),
    actionId,
    at,
    action: z.enum(ACTIONS),
    source: z.enum(ACTION_SOURCES),
    scopeId: z.string().min(1).transform(toScopeId),
    profileId: z.string().min(1).transform(toProfileId),
    profileName: z.string(),
    region: z.string().min(1).transform(toRegion),
    instances: z.array(z.object({ instanceId, name: z.string().nullable() })).readonly(),
    callerArn: z.string().nullable(),
    // Journals from before there were dry runs have none.
    isDryRun: z.boolean().default(false),
  }),
  z.object({
    type: z.literal('answered'),
    actionId,
    at,
    instanceIds: z.array(instanceId).readonly(),
    answer: z.enum(['accepted', 'refused', 'unknown']),
    error: error.nullable(),
    requestId: z.string().nullable(),
  }),
  z.object({
    type: z.literal('settled'),
    actionId,
    at,
    instanceId,
    outcome: z.enum(SETTLED_OUTCOMES),
    error: error.nullable(),
    wasFollowed: z.boolean(),
  }),
  z.object({ type: z.literal('caller'), actionId, at, callerArn: z.string().min(1) }),
]) satisfies z.ZodType<JournalRecord>;

/** A line of the journal's file; null where it is none that could be understood. */
export function parseJournalLine(line: string): JournalRecord | null {
  try {
    return journalRecord.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
