import {
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  type DescribeInstancesCommandInput,
  type DescribeInstancesCommandOutput,
  EC2Client,
  type InstanceStatus as Ec2InstanceStatus,
  RebootInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { assertNever } from '../../shared/assert-never';
import { type AppError, appError, fail, ok, type Result } from '../../shared/errors';
import type { InstanceDetails } from '../../shared/instance-details';
import { type Action, type Instance, type InstanceId, type Region, toInstanceId } from '../../shared/model';
import { clientSettings } from './client-settings';
import type { ClientAccess } from './credentials';
import { ec2Filters } from './ec2-filters';
import { describeDetails } from './instance-details';
import { toInstance } from './instance-model';
import { ReadRetryStrategy, RefusedOnlyRetryStrategy } from './retry';
import { isCredentialRefused, isFateUnknown, toAppError, UnexpectedResponseError } from './sdk-errors';
import { type ChangeAnswer, changeAnswer, stateChanges } from './state-changes';

/** Largest page that EC2 gives; anything paginated draws on the larger token bucket (design.md). */
const PAGE_SIZE = 1000;
/** The most values of all filters of one call. */
const MOST_FILTER_VALUES = 200;

export type StopMode = 'stop' | 'force-stop' | 'hibernate';

/** Whether both of an instance's status checks (system and instance) have passed. */
export interface StatusChecks {
  readonly instanceId: InstanceId;
  readonly havePassed: boolean;
}

/** EC2 in one Region with one Profile's credentials. Answers are Results; nothing is thrown. */
export interface ScopeClient {
  /**
   * Every instance of the Region that the Profile's filter lets through, and also those of `followed` (asked for once the
   * list is there) that it does not. An ID that is gone is just not among the answers.
   */
  listInstances(followed?: () => readonly InstanceId[]): Promise<Result<readonly Instance[]>>;
  /** Some instances by ID (1 to 1,000); an ID that is gone fails the whole call with `instance-not-found`. */
  describeInstances(ids: readonly InstanceId[]): Promise<Result<readonly Instance[]>>;
  /** The status checks of running instances, by ID (1 to 100); one that is not running is not among the answers. */
  describeInstanceStatus(ids: readonly InstanceId[]): Promise<Result<readonly StatusChecks[]>>;
  /**
   * Everything about one instance, in at most three calls; fails with `instance-not-found` where it is gone. What has a call
   * of its own may be refused without the rest.
   */
  describeDetails(id: InstanceId): Promise<Result<Omit<InstanceDetails, 'asOf'>>>;
  startInstances(ids: readonly InstanceId[]): Promise<Result<ChangeAnswer>>;
  /** `force-stop` skips the operating system's shutdown; `hibernate` keeps the memory on the root volume. */
  stopInstances(ids: readonly InstanceId[], how: StopMode): Promise<Result<ChangeAnswer>>;
  /** AWS tells no states: its answer holds no changes. */
  rebootInstances(ids: readonly InstanceId[]): Promise<Result<ChangeAnswer>>;
  /** Whether AWS would allow the action with all of these instances (1 to 1,000); nothing is changed. */
  dryRun(ids: readonly InstanceId[], action: Action): Promise<Result<null>>;
  /** Lets go of the sockets, once the calls that are under way have their answers. */
  close(): void;
}

/** `access` is asked once, at the first call: a Profile that is never used costs nothing. `filter` is the Profile's. */
export function createScopeClient(
  region: Region,
  access: () => Promise<ClientAccess>,
  filter: string | null = null,
): ScopeClient {
  let connected: Promise<Connection> | null = null;
  const connection = (): Promise<Connection> => {
    connected ??= access()
      .then((given) => connect(region, given))
      .catch((thrown: unknown) => {
        // A configuration that was wrong may be right at the next call.
        connected = null;
        throw thrown;
      });
    return connected;
  };

  let underWay = 0;
  let isClosed = false;

  async function answer<Value>(call: (connection: Connection) => Promise<Value>): Promise<Result<Value>> {
    underWay += 1;
    try {
      const first = await attempt(call);
      if (first.ok || !isCredentialRefused(first.error)) return first;
      // Who was not let in has changed nothing: with other credentials it may be said once more, a changing call too.
      const replaced = await attempt(({ replaceCredentials }) => replaceCredentials());
      // Why there are no others is told; but whether the call was carried out is known, whatever else could not be reached.
      if (!replaced.ok) return isFateUnknown(replaced.error) ? first : replaced;
      return replaced.value ? await attempt(call) : first;
    } finally {
      underWay -= 1;
      destroyIfDone();
    }
  }

  async function attempt<Value>(call: (connection: Connection) => Promise<Value>): Promise<Result<Value>> {
    try {
      return ok(await call(await connection()));
    } catch (thrown) {
      return fail(toAppError(thrown, await askedAddress().catch(() => region)));
    }
  }

  /**
   * For what changes something: signed in to first, so that trouble on the way there (a role that STS does not answer
   * for) is not taken for a request whose fate is unknown.
   */
  async function answerSigned<Value>(call: (connection: Connection) => Promise<Value>): Promise<Result<Value>> {
    const signedIn = await attempt(({ credentials }) => credentials());
    if (signedIn.ok) return answer(call);
    const { error } = signedIn;
    return fail(isFateUnknown(error) ? { ...error, ...notSent(error) } : error);
  }

  /** Sockets go when the last answer is in: a request that is on its way is not cut. */
  function destroyIfDone(): void {
    if (!isClosed || underWay > 0) return;
    connected?.then(
      ({ reader, writer }) => {
        reader.destroy();
        writer.destroy();
      },
      () => undefined, // Nothing was opened.
    );
  }

  /** A configured endpoint may be the cause of the trouble: the text names what was really asked. */
  async function askedAddress(): Promise<string> {
    const endpoint = await (await connection()).reader.config.endpoint?.();
    if (endpoint === undefined) return region;
    return `${endpoint.protocol}//${endpoint.hostname}${endpoint.port === undefined ? '' : `:${endpoint.port}`}`;
  }

  return {
    listInstances: (followed = () => []) =>
      answer(async ({ reader }) => {
        const instances = await allPages(reader, ec2Filters(filter));
        if (filter === null) return instances;
        const listed = new Set(instances.map(({ instanceId }) => instanceId));
        const others = followed().filter((id) => !listed.has(id));
        // A filter by ID, for a list of IDs is refused as a whole where one is gone.
        for (let at = 0; at < others.length; at += MOST_FILTER_VALUES) {
          const Values = others.slice(at, at + MOST_FILTER_VALUES);
          instances.push(...(await allPages(reader, { Filters: [{ Name: 'instance-id', Values }] })));
        }
        return instances;
      }),
    describeInstances: (ids) =>
      answer(async ({ reader }) =>
        instancesOf(await reader.send(new DescribeInstancesCommand({ InstanceIds: named(ids) }))),
      ),
    describeInstanceStatus: (ids) =>
      answer(async ({ reader }) => {
        const described = await reader.send(new DescribeInstanceStatusCommand({ InstanceIds: named(ids) }));
        return answered(described.InstanceStatuses).flatMap(statusChecks);
      }),
    describeDetails: (id) => describeDetails((ask) => answer(({ reader }) => ask(reader)), id),
    startInstances: (ids) =>
      answerSigned(async ({ writer }) => {
        const started = await writer.send(new StartInstancesCommand({ InstanceIds: named(ids) }));
        return changeAnswer(started, stateChanges(ids, answered(started.StartingInstances)));
      }),
    stopInstances: (ids, how) =>
      answerSigned(async ({ writer }) => {
        const stopped = await writer.send(
          new StopInstancesCommand({
            InstanceIds: named(ids),
            ...(how === 'force-stop' ? { Force: true } : {}),
            ...(how === 'hibernate' ? { Hibernate: true } : {}),
          }),
        );
        return changeAnswer(stopped, stateChanges(ids, answered(stopped.StoppingInstances)));
      }),
    rebootInstances: (ids) =>
      answerSigned(async ({ writer }) => {
        const rebooted = await writer.send(new RebootInstancesCommand({ InstanceIds: named(ids) }));
        answered(rebooted.$metadata.requestId);
        return changeAnswer(rebooted, []);
      }),
    dryRun: async (ids, action) => {
      // AWS answers with an error in any case; without one, something else has answered.
      const refused = await answer(async ({ reader }) => {
        await reader.send(dryRunCommand(named(ids), action));
        throw new UnexpectedResponseError();
      });
      return !refused.ok && refused.error.code === 'dry-run-allowed' ? ok(null) : refused;
    },
    close() {
      isClosed = true;
      destroyIfDone();
    },
  };
}

interface Connection {
  readonly reader: EC2Client;
  /** What changes something is never sent again on a doubt. */
  readonly writer: EC2Client;
  readonly credentials: ClientAccess['credentials'];
  readonly replaceCredentials: ClientAccess['replaceCredentials'];
}

/** Two clients on the same sockets. */
function connect(region: Region, access: ClientAccess): Connection {
  const common = clientSettings(region, access);
  return {
    reader: new EC2Client({ ...common, retryStrategy: new ReadRetryStrategy() }),
    writer: new EC2Client({ ...common, retryStrategy: new RefusedOnlyRetryStrategy() }),
    credentials: access.credentials,
    replaceCredentials: access.replaceCredentials,
  };
}

/**
 * EC2 names every list of its answer, also an empty one. Where it is missing, something else has answered: the sign-in page
 * of a network, say, which the SDK reads as an answer without instances.
 */
function answered<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new UnexpectedResponseError();
  return part;
}

async function allPages(
  reader: EC2Client,
  filters: Pick<DescribeInstancesCommandInput, 'Filters'>,
): Promise<Instance[]> {
  const instances: Instance[] = [];
  let nextToken: string | undefined;
  do {
    const page: DescribeInstancesCommandOutput = await reader.send(
      new DescribeInstancesCommand({ ...filters, MaxResults: PAGE_SIZE, NextToken: nextToken }),
    );
    instances.push(...instancesOf(page));
    nextToken = page.NextToken;
  } while (nextToken !== undefined && nextToken !== '');
  return instances;
}

/** Why it was not sent is what stands beside it. */
function notSent({ message }: AppError): Pick<AppError, 'code' | 'message' | 'hint'> {
  const { code, message: sentence } = appError('not-sent');
  return { code, message: sentence, hint: message };
}

/** An empty ID list means "everything" to EC2: it must never be sent. */
function named(ids: readonly InstanceId[]): InstanceId[] {
  if (ids.length === 0) throw new RangeError('At least one instance ID is needed');
  return [...ids];
}

function instancesOf(page: DescribeInstancesCommandOutput): Instance[] {
  const found = answered(page.Reservations).flatMap((reservation) => reservation.Instances ?? []);
  return found.flatMap((ec2) => toInstance(ec2) ?? []);
}

function dryRunCommand(ids: string[], action: Action) {
  const asked = { InstanceIds: ids, DryRun: true };
  switch (action) {
    case 'start':
      return new StartInstancesCommand(asked);
    case 'stop':
      return new StopInstancesCommand(asked);
    case 'force-stop':
      return new StopInstancesCommand({ ...asked, Force: true });
    case 'hibernate':
      return new StopInstancesCommand({ ...asked, Hibernate: true });
    case 'reboot':
      return new RebootInstancesCommand(asked);
    default:
      return assertNever(action);
  }
}

function statusChecks({ InstanceId, SystemStatus, InstanceStatus }: Ec2InstanceStatus): StatusChecks[] {
  if (InstanceId === undefined) return [];
  const havePassed = SystemStatus?.Status === 'ok' && InstanceStatus?.Status === 'ok';
  return [{ instanceId: toInstanceId(InstanceId), havePassed }];
}
