import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { randomAccessKey } from '../../src/demo/access-keys';
import { watchAwsConfig } from '../../src/main/aws/config-watcher';
import { otherAccount } from '../support/sign-in-endpoint';
import { profileOf, signingInApp } from '../support/signing-in-app';
import { seoul, virginia } from '../support/snapshot-builder';
import { keyLines, sourceUnderTest } from '../support/source-under-test';
import { temporaryDirectory } from '../support/temporary-directory';

/** What the issue asks for, ms. */
const noticedWithinMs = 2_000;

/** A home of its own, in which nothing is yet, and who watches it. */
async function watchedHome(prepare: (home: string) => void = () => undefined) {
  const home = temporaryDirectory();
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
  vi.stubEnv('HOME', home);
  vi.stubEnv('USERPROFILE', home);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  prepare(home);
  let told = 0;
  let tell: (() => void) | null = null;
  const next = (): Promise<void> =>
    new Promise((resolve) => {
      tell = resolve;
    });
  const watching = next();
  const stop = watchAwsConfig(() => {
    told += 1;
    tell?.();
  });
  onTestFinished(stop);
  await watching;
  return {
    home,
    aws: path.join(home, '.aws'),
    told: () => told,
    /** How long it takes until a change is noticed, ms. */
    noticed: async (change: () => void): Promise<number> => {
      const before = Date.now();
      const noticing = next();
      change();
      await noticing;
      return Date.now() - before;
    },
  };
}

const withFolder = (home: string): void => {
  mkdirSync(path.join(home, '.aws'));
};
const withFiles = (home: string): void => {
  withFolder(home);
  for (const name of ['config', 'credentials']) writeFileSync(path.join(home, '.aws', name), '[default]\n');
};

describe('a change in the AWS files is noticed within 2 s:', () => {
  test('the folder and its first file come into being', async () => {
    const { noticed, home, aws } = await watchedHome();
    const took = await noticed(() => {
      withFolder(home);
      writeFileSync(path.join(aws, 'credentials'), '[default]\n');
    });
    expect(took).toBeLessThan(noticedWithinMs);
    expect(await noticed(() => writeFileSync(path.join(aws, 'credentials'), '[other]\n'))).toBeLessThan(
      noticedWithinMs,
    );
  });

  test('a token of `aws sso login` comes where no cache was, and goes again', async () => {
    const { noticed, aws } = await watchedHome(withFolder);
    const cache = path.join(aws, 'sso', 'cache');
    const took = await noticed(() => {
      mkdirSync(cache, { recursive: true });
      writeFileSync(path.join(cache, 'token.json'), '{}');
    });
    expect(took).toBeLessThan(noticedWithinMs);
    expect(await noticed(() => rmSync(path.join(cache, 'token.json')))).toBeLessThan(noticedWithinMs);
  });

  test('a token of `aws login` comes', async () => {
    const { noticed, aws } = await watchedHome(withFolder);
    const cache = path.join(aws, 'login', 'cache');
    const took = await noticed(() => {
      mkdirSync(cache, { recursive: true });
      writeFileSync(path.join(cache, 'token.json'), '{}');
    });
    expect(took).toBeLessThan(noticedWithinMs);
  });

  test('a file is written, replaced by another, removed, and comes back', async () => {
    const { noticed, aws } = await watchedHome(withFiles);
    const file = path.join(aws, 'credentials');
    expect(await noticed(() => writeFileSync(file, '[a]\n'))).toBeLessThan(noticedWithinMs);
    for (const text of ['[b]\n', '[c]\n']) {
      writeFileSync(path.join(aws, 'credentials.new'), text);
      expect(await noticed(() => renameSync(path.join(aws, 'credentials.new'), file))).toBeLessThan(noticedWithinMs);
    }
    expect(await noticed(() => rmSync(file))).toBeLessThan(noticedWithinMs);
    expect(await noticed(() => writeFileSync(file, '[d]\n'))).toBeLessThan(noticedWithinMs);
  });

  test.each([
    ['written', (file: string): void => writeFileSync(file, '[a]\n')],
    [
      'replaced',
      (file: string): void => {
        writeFileSync(`${file}.new`, '[a]\n');
        renameSync(`${file}.new`, file);
      },
    ],
  ])('a file that a symbolic link leads to is %s, again and again', async (_how, change) => {
    const elsewhere = path.join(temporaryDirectory(), 'dotfiles');
    mkdirSync(elsewhere);
    const target = path.join(elsewhere, 'credentials');
    writeFileSync(target, '[default]\n');
    const { noticed } = await watchedHome((home) => {
      withFolder(home);
      symlinkSync(target, path.join(home, '.aws', 'credentials'));
    });
    for (let time = 0; time < 3; time += 1) expect(await noticed(() => change(target))).toBeLessThan(noticedWithinMs);
  });

  test('a symbolic link leads to another file', async () => {
    const elsewhere = temporaryDirectory();
    for (const name of ['one', 'two']) writeFileSync(path.join(elsewhere, name), `[${name}]\n`);
    const { noticed, aws } = await watchedHome((home) => {
      withFolder(home);
      symlinkSync(path.join(elsewhere, 'one'), path.join(home, '.aws', 'credentials'));
    });
    const took = await noticed(() => {
      symlinkSync(path.join(elsewhere, 'two'), path.join(aws, 'credentials.new'));
      renameSync(path.join(aws, 'credentials.new'), path.join(aws, 'credentials'));
    });
    expect(took).toBeLessThan(noticedWithinMs);
  });

  test('the folder itself is a symbolic link', async () => {
    const elsewhere = temporaryDirectory();
    writeFileSync(path.join(elsewhere, 'config'), '[default]\n');
    const { noticed } = await watchedHome((home) => symlinkSync(elsewhere, path.join(home, '.aws')));
    const file = path.join(elsewhere, 'config');
    expect(await noticed(() => writeFileSync(file, '[a]\n'))).toBeLessThan(noticedWithinMs);
  });

  test('AWS_CONFIG_FILE names another place, which is not there yet', async () => {
    const elsewhere = path.join(temporaryDirectory(), 'aws');
    const file = path.join(elsewhere, 'my-config');
    const { noticed } = await watchedHome(() => vi.stubEnv('AWS_CONFIG_FILE', file));
    const took = await noticed(() => {
      mkdirSync(elsewhere);
      writeFileSync(file, '[default]\n');
    });
    expect(took).toBeLessThan(noticedWithinMs);
  });
});

test('what is not of AWS, or is only looked at, disturbs nobody', async () => {
  const { noticed, told, home, aws } = await watchedHome(withFiles);
  writeFileSync(path.join(home, 'notes.txt'), 'x');
  mkdirSync(path.join(home, 'project'));
  writeFileSync(path.join(aws, 'credentials.bak'), 'x');
  readFileSync(path.join(aws, 'config'));
  const before = told();
  await noticed(() => writeFileSync(path.join(aws, 'config'), '[a]\n'));
  expect(told() - before, 'told once, of the last one').toBe(1);
});

/** Two Profiles with keys of one account, each with its list on the screen, whose files are watched. */
async function watchedApp() {
  const source = await sourceUnderTest();
  const { endpoint, identities, writeCredentials, fleet } = source;
  const own = randomAccessKey();
  identities.keyRing.add(own);
  const write = (work: string, other = keyLines(endpoint.accessKey)): void =>
    writeCredentials('[work]', work, '[other]', other);
  write(keyLines(own));
  // Not the same Region: they would refer to each other.
  fleet.add('us-east-1', { name: 'of-other' });
  const app = signingInApp([profileOf('work'), profileOf('other', { regions: [virginia] })]);
  await app.begin();
  await app.until(({ access }) => Object.keys(access).length === 2);
  await app.watch();
  return {
    ...source,
    ...app,
    own,
    write,
    newKey: (accountId?: string) => {
      const key = randomAccessKey();
      identities.keyRing.add(accountId === undefined ? key : { ...key, accountId });
      return keyLines(key);
    },
    listed: () => app.store.get().scopes.map(({ instances }) => instances.map(({ name }) => name)),
    whenRenewed: (times = 1) => app.until(() => app.renewed().length >= times),
    quiet: () => app.outsideChanges.look(),
  };
}

describe('while the app runs', () => {
  test('a rotated key is used, the account stays, and nothing leaves the screen', async () => {
    const { write, newKey, renewed, listed, states, store, until, identities, own, poller } = await watchedApp();
    const lists: unknown[] = [];
    store.subscribe(() => lists.push(listed()));
    const revision = store.get().configRevision;
    const before = Date.now();
    write(newKey());
    await until(({ configRevision }) => configRevision > revision);
    expect(Date.now() - before).toBeLessThan(noticedWithinMs);
    await until(() => renewed().length > 0);
    identities.keyRing.revoke(own.accessKeyId);
    await poller.refresh(null);
    expect(states()).toEqual(['current', 'current']);
    expect(renewed()).toEqual(['work']);
    expect(new Set(lists.map((list) => JSON.stringify(list)))).toEqual(
      new Set([JSON.stringify([['web'], ['of-other']])]),
    );
    expect(store.get().notices).toEqual([]);
  });

  test('a profile that becomes another account’s begins anew, says so, and shows nothing of the old one', async () => {
    const { write, newKey, store, until, listed, states } = await watchedApp();
    const before = Date.now();
    write(newKey(otherAccount));
    await until(({ notices }) => notices.length > 0);
    expect(Date.now() - before).toBeLessThan(noticedWithinMs);
    expect(store.get().notices).toMatchObject([
      { text: { key: 'notice.otherAccount', values: { profile: 'work', account: otherAccount } } },
    ]);
    expect(listed()).toEqual([[], ['of-other']]);
    await until(({ scopes }) => scopes.every(({ freshness }) => freshness.kind === 'current'));
    expect(listed()).toEqual([[], ['of-other']]);
    expect(states()).toEqual(['current', 'current']);
  });

  test('a profile that vanishes says so, keeps nothing on the screen, and works when it is back', async () => {
    const { writeCredentials, write, newKey, endpoint, until, listed, states } = await watchedApp();
    writeCredentials('[other]', keyLines(endpoint.accessKey));
    await until(({ scopes }) => scopes[0]?.freshness.kind === 'failed');
    expect(['no-credentials', 'profile-not-in-config']).toContain(states()[0]);
    expect(listed()).toEqual([[], ['of-other']]);
    write(newKey());
    await until(({ scopes }) => scopes[0]?.freshness.kind === 'current');
    expect(listed()).toEqual([['web'], ['of-other']]);
  });

  test('an edit of what no Profile uses disturbs nothing', async () => {
    const { writeConfig, until, store, renewed, endpoint } = await watchedApp();
    const [revision, asked] = [store.get().configRevision, endpoint.calls.length];
    writeConfig('[profile third]', 'region = eu-west-1');
    await until(({ configRevision }) => configRevision > revision);
    expect(renewed()).toEqual([]);
    expect(endpoint.calls).toHaveLength(asked);
  });

  test('an edit of one profile leaves the other one alone', async () => {
    const { writeConfig, renewed, whenRenewed, quiet } = await watchedApp();
    writeConfig('[profile work]', `region = ${seoul}`);
    await whenRenewed();
    await quiet();
    expect(renewed()).toEqual(['work']);
  });
});
