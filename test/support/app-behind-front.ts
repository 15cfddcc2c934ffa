import { onTestFinished, vi } from 'vitest';
import { movableClock } from '../../src/demo/clock';
import { startEndpoint } from '../../src/demo/endpoint';
import { generatedFleet } from '../../src/demo/seed';
import { proxyChooser } from '../../src/main/aws/proxy';
import { systemClock } from '../../src/main/clock';
import { connectToAws } from '../../src/main/connect-to-aws';
import type { JournalFile } from '../../src/main/journal/journal-file';
import { createStore, type Store } from '../../src/main/store';
import { findScope, type Scope, toProfileId } from '../../src/shared/model';
import { DEFAULT_SETTINGS } from '../../src/shared/settings';
import { actionDefaults } from './asking';
import { awsFiles, writeCredentials } from './aws-files';
import { signInParts } from './endpoint-scope';
import { type JournalDisk, openMemoryJournal } from './memory-journal';
import type { MisbehavingFront } from './misbehaving-front';
import { simulatedTime } from './simulated-time';
import { aProfile, aScope, aSnapshot, seoul } from './snapshot-builder';

/** Longer than any test lasts. */
const SESSION_MS = 7 * 86_400_000;
const PROXY_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'].flatMap((name) => [
  name,
  name.toLowerCase(),
]);

interface AppGiven {
  readonly front: MisbehavingFront;
  readonly instances: number;
  /** Where the Profile asks; null for AWS's own address. */
  readonly endpointUrl: string | null;
  /** What requests that come this way have for a Host. */
  readonly hosts: readonly string[];
  /** More lines of the AWS profile. */
  readonly config?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** How many calls the endpoint remembers. */
  readonly keptCalls?: number;
  /** By default one in memory, which `journal` is. */
  readonly journalFile?: JournalFile;
}

export type AppBehindFront = Awaited<ReturnType<typeof appBehindFront>>;

/**
 * Everything of the app that asks AWS and acts there, as `connectToAws` puts it together, with the real SDK, the real AWS files
 * and real sockets, before a front that leads to the local endpoint; in simulated time. It has listed its instances.
 */
export async function appBehindFront({ front, instances, endpointUrl, hosts, ...given }: AppGiven) {
  const time = simulatedTime(front.held);
  const credentialClock = movableClock();
  /** How far the time at AWS is ahead of this computer's, ms. */
  let skewMs = 0;
  const fleet = generatedFleet({ instances, regions: [seoul], clock: systemClock });
  const endpoint = await startEndpoint({
    fleet,
    hosts,
    credentialClock,
    signingClock: { now: () => Date.now() + skewMs },
    ...(given.keptCalls === undefined ? {} : { keptCalls: given.keptCalls }),
  });
  onTestFinished(() => endpoint.close());
  front.leadTo(endpoint.port);

  const files = awsFiles(`[profile work]\nregion = ${seoul}\n${given.config ?? ''}`);
  for (const name of PROXY_VARIABLES) vi.stubEnv(name, given.env?.[name]);
  /** Somebody signs in outside the app, with a session that is good for days. */
  const signIn = (): void => {
    const { accountId } = fleet;
    const arn = `arn:aws:sts::${accountId}:assumed-role/demo-role/demo`;
    const who = { arn, userId: 'AROADEMODEMODEMODEMO0:demo', accountId, mfaAuthenticated: false };
    writeCredentials(files, 'work', endpoint.identities.keyRing.issue({ ...who, lifetimeMs: SESSION_MS }));
  };
  signIn();

  const profile = aProfile({ id: toProfileId('work'), endpointUrl });
  const scope = aScope({ profileId: profile.id, freshness: { kind: 'loading' } });
  const { store, subscribers } = counted(
    createStore(
      aSnapshot({
        profiles: [profile],
        scopes: [scope],
        settings: { ...DEFAULT_SETTINGS, stopBehavior: 'at-once' },
      }),
    ),
  );
  const journal: JournalDisk = [];
  const aws = connectToAws({
    ...signInParts(),
    proxyFor: proxyChooser(async () => 'DIRECT'),
    store,
    clock: systemClock,
    openBrowser: async () => undefined,
    journalFile: given.journalFile ?? openMemoryJournal(journal, systemClock, () => 0),
    newActionId: actionDefaults().newActionId,
  });
  aws.clients.setProfiles([profile]);
  const stop = aws.start();
  async function end(): Promise<void> {
    aws.poller.stop();
    aws.clients.close();
    const ended = Promise.all([stop(), aws.journal.close()]);
    await time.pass(1_000);
    await ended;
  }
  onTestFinished(end);
  aws.poller.setWindowVisible(true);
  aws.poller.sync();
  const scopeNow = (): Scope => {
    const found = findScope(store.get(), scope.id);
    if (found === undefined) throw new Error('The scope is gone');
    return found;
  };
  // Some of the SDK is loaded when it is first needed, which is no request.
  while (scopeNow().freshness.kind === 'loading') await time.pass(100);
  await time.pass(1_000);

  return {
    ...time,
    aws,
    store,
    subscribers,
    front,
    endpoint,
    fleet,
    journal,
    scopeId: scope.id,
    scope: scopeNow,
    /** Somebody signs in anew, and the app notices, as it does where a file has changed. */
    signIn: async () => {
      signIn();
      await aws.outsideChanges.look();
    },
    /** Those who signed in before are not let in any more. */
    endSessions: () => credentialClock.advance(SESSION_MS),
    setSkew: (ms: number) => {
      skewMs = ms;
    },
    end,
  };
}

/** A store that knows how many have subscribed to it. */
function counted(store: Store): { readonly store: Store; readonly subscribers: () => number } {
  let count = 0;
  return {
    store: {
      ...store,
      subscribe(listener) {
        const stop = store.subscribe(listener);
        count += 1;
        return () => {
          stop();
          count -= 1;
        };
      },
    },
    subscribers: () => count,
  };
}
