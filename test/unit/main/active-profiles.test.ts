import { describe, expect, test } from 'vitest';
import { profilesToShow } from '../../../src/main/profiles/active-profiles';
import type { CredentialSources } from '../../../src/shared/credential-facts';
import { toProfileId } from '../../../src/shared/model';
import { settled } from '../../support/manual-clock';
import { profileParts } from '../../support/profile-parts';
import {
  aDraft,
  aProfile,
  instanceIdOf,
  instancesOf,
  noon,
  someAction,
  virginia,
} from '../../support/snapshot-builder';

const nothingFound: CredentialSources = { namedProfiles: [], problems: [], environment: null };
const found: CredentialSources = {
  namedProfiles: [{ profileName: 'work', region: null, credentialKind: 'sso', endpointUrl: null }],
  problems: [],
  environment: null,
};
const home = aProfile({ id: toProfileId('home'), name: 'home', regions: [virginia] });

describe('the Profiles to show', () => {
  test('are the saved ones, whatever else there is', () => {
    for (const sources of [found, nothingFound, null]) {
      expect(profilesToShow([home], sources, 'Demo')).toEqual([home]);
    }
  });

  test('are the demo account where nothing is saved and nothing of AWS is on this computer', () => {
    const [demo, ...others] = profilesToShow([], nothingFound, '데모');
    expect(demo).toMatchObject({ name: '데모', source: { kind: 'demo' } });
    expect(others).toEqual([]);
  });

  test.each([
    ['a named profile', found],
    ['credentials in the environment', { namedProfiles: [], problems: [], environment: { region: null } }],
    ['nobody knows what', null],
  ])('are none where nothing is saved but there is %s', (_what, sources) => {
    expect(profilesToShow([], sources, 'Demo')).toEqual([]);
  });
});

describe('the first look', () => {
  test('ends the starting, also where the configuration could not be read', () => {
    const { profiles, store } = profileParts();
    profiles.setFound(null);
    expect(store.get()).toMatchObject({ isStarting: false, profiles: [], scopes: [] });
  });

  test('shows the saved Profiles and asks AWS about each of their Regions', async () => {
    const { profiles, store, asked } = profileParts([aProfile(), home]);
    profiles.setFound(nothingFound);
    await settled();
    expect(store.get().profiles).toEqual([aProfile(), home]);
    expect(asked).toEqual(['work@ap-northeast-2', 'home@us-east-1']);
  });
});

describe('a Profile', () => {
  test('that is added is kept, shown and asked about, and the demo that stood in for it goes', async () => {
    const { profiles, store, repository, asked } = profileParts();
    profiles.setFound(nothingFound);
    expect(store.get().profiles.map(({ name }) => name)).toEqual(['Demo']);
    const added = profiles.add(aDraft());
    if (!added.ok) throw new Error(`Not added: ${added.error.code}`);
    expect(repository.read().profiles).toEqual([added.value]);
    expect(store.get().profiles).toEqual([added.value]);
    await settled();
    expect(asked.at(-1)).toBe(`${added.value.id}@ap-northeast-2`);
  });

  test('gets an ID of its own', () => {
    const { profiles, store } = profileParts();
    profiles.add(aDraft({ name: 'a' }));
    profiles.add(aDraft({ name: 'b' }));
    expect(new Set(store.get().profiles.map(({ id }) => id)).size).toBe(2);
  });

  test('cannot have the name of another one, but can keep its own', () => {
    const { profiles, repository } = profileParts([aProfile(), home]);
    profiles.setFound(found);
    expect(profiles.add(aDraft({ name: 'home' }))).toMatchObject({
      error: { code: 'profile-name-taken', message: { values: { name: 'home' } } },
    });
    expect(profiles.update(home.id, aDraft({ name: 'work' }))).toMatchObject({ error: { code: 'profile-name-taken' } });
    expect(repository.read().profiles).toEqual([aProfile(), home]);
    expect(profiles.update(home.id, aDraft({ name: 'home', color: 'red' })).ok).toBe(true);
  });

  test('that is changed keeps its ID and its place', () => {
    const { profiles, store } = profileParts([aProfile(), home]);
    profiles.setFound(found);
    profiles.update(toProfileId('work'), aDraft({ name: 'office' }));
    expect(store.get().profiles.map(({ id, name }) => [id, name])).toEqual([
      ['work', 'office'],
      ['home', 'home'],
    ]);
  });

  test('with only a new name keeps its data, and AWS is not asked again', async () => {
    const { profiles, store, asked } = profileParts([aProfile()]);
    profiles.setFound(found);
    await settled();
    const before = store.get().scopes[0];
    profiles.update(toProfileId('work'), aDraft({ name: 'office' }));
    await settled();
    expect(store.get().scopes[0]).toBe(before);
    expect(asked).toHaveLength(1);
  });

  test('that now signs in elsewhere shows nothing of the old account, and AWS is asked afresh', async () => {
    const { profiles, store, asked } = profileParts([aProfile()]);
    profiles.setFound(found);
    await settled();
    store.updateScope(store.get().scopes[0]?.id ?? noScope(), (scope) => ({
      ...scope,
      instances: instancesOf({ name: 'of the old account' }),
      freshness: { kind: 'current', asOf: noon },
    }));
    profiles.update(toProfileId('work'), aDraft({ source: { kind: 'environment' } }));
    expect(store.get().scopes[0]).toMatchObject({ instances: [], activities: {}, freshness: { kind: 'loading' } });
    await settled();
    expect(asked).toEqual(['work@ap-northeast-2', 'work@ap-northeast-2']);
  });

  test('with another filter drops the old list and asks AWS afresh, and lets what is under way go on', async () => {
    const { profiles, store, asked, clock } = profileParts([aProfile()]);
    profiles.setFound(found);
    await settled();
    const id = store.get().scopes[0]?.id ?? noScope();
    const countdown = {
      phase: 'countdown',
      actionId: someAction,
      action: 'stop',
      sendsAt: clock.now() + 5_000,
    } as const;
    store.updateScope(id, (scope) => ({
      ...scope,
      instances: instancesOf({ name: 'idle' }, { name: 'stopping', state: 'running' }),
      activities: { [instanceIdOf(2)]: countdown },
      freshness: { kind: 'current', asOf: noon },
    }));
    profiles.update(toProfileId('work'), aDraft({ filter: 'web-*' }));
    expect(store.get().scopes[0]).toMatchObject({
      instances: [{ name: 'stopping' }],
      activities: { [instanceIdOf(2)]: countdown },
      freshness: { kind: 'loading' },
    });
    await settled();
    expect(asked).toEqual([id, id]);
  });

  test('that is removed goes with its scopes, and the last one gives way to the demo', () => {
    const { profiles, store, repository } = profileParts([aProfile(), home]);
    profiles.setFound(nothingFound);
    expect(profiles.remove(toProfileId('work'))).toEqual({ ok: true, value: null });
    expect(store.get().scopes.map(({ profileId }) => profileId)).toEqual(['home']);
    profiles.remove(home.id);
    expect(repository.read().profiles).toEqual([]);
    expect(store.get().profiles.map(({ source }) => source.kind)).toEqual(['demo']);
  });

  test('that is not there can be neither changed nor removed', () => {
    const { profiles } = profileParts([home]);
    profiles.setFound(found);
    const gone = toProfileId('gone');
    expect(profiles.update(gone, aDraft())).toMatchObject({ error: { code: 'profile-not-found' } });
    expect(profiles.remove(gone)).toMatchObject({ error: { code: 'profile-not-found' } });
  });

  test('that cannot be saved changes nothing on the screen', () => {
    const { profiles, store, repository } = profileParts([aProfile()]);
    profiles.setFound(found);
    const before = store.get();
    repository.refuse();
    const answers = [
      profiles.add(aDraft({ name: 'new' })),
      profiles.update(toProfileId('work'), aDraft({ name: 'new' })),
      profiles.remove(toProfileId('work')),
      profiles.openDemo(),
    ];
    expect(answers.map((answer) => !answer.ok && answer.error.code)).toEqual(answers.map(() => 'save-failed'));
    expect(store.get()).toBe(before);
  });
});

describe('the order of the Profiles', () => {
  const third = aProfile({ id: toProfileId('third'), name: 'third' });
  const namesOf = (parts: ReturnType<typeof profileParts>) => parts.store.get().profiles.map(({ name }) => name);

  test('is changed one place at a time, and is that of the scopes too', () => {
    const parts = profileParts([aProfile(), home, third]);
    parts.profiles.setFound(found);
    parts.profiles.move(third.id, -1);
    expect(namesOf(parts)).toEqual(['work', 'third', 'home']);
    expect(parts.store.get().scopes.map(({ profileId }) => profileId)).toEqual(['work', 'third', 'home']);
    parts.profiles.move(toProfileId('work'), 1);
    expect(namesOf(parts)).toEqual(['third', 'work', 'home']);
    expect(parts.repository.read().profiles.map(({ name }) => name)).toEqual(['third', 'work', 'home']);
  });

  test('has a first and a last place, beyond which nothing goes', () => {
    const parts = profileParts([aProfile(), home]);
    parts.profiles.setFound(found);
    expect(parts.profiles.move(toProfileId('work'), -1)).toEqual({ ok: true, value: null });
    parts.profiles.move(home.id, 1);
    expect(namesOf(parts)).toEqual(['work', 'home']);
    expect(parts.profiles.move(toProfileId('gone'), 1)).toMatchObject({ error: { code: 'profile-not-found' } });
  });

  test('can be changed without asking AWS again', async () => {
    const parts = profileParts([aProfile(), home]);
    parts.profiles.setFound(found);
    await settled();
    const asked = parts.asked.length;
    parts.profiles.move(home.id, -1);
    await settled();
    expect(parts.asked).toHaveLength(asked);
  });
});

describe('a Profile that is switched off', () => {
  const off = { ...home, isEnabled: false };

  test('is kept, has no scope, and AWS is not asked for it', async () => {
    const { profiles, store, asked } = profileParts([aProfile(), off]);
    profiles.setFound(found);
    await settled();
    expect(store.get().profiles).toEqual([aProfile()]);
    expect(store.get().allProfiles).toEqual([aProfile(), off]);
    expect(asked).toEqual(['work@ap-northeast-2']);
  });

  test('keeps its place and its name, and begins anew when it is switched on', async () => {
    const { profiles, store, asked } = profileParts([off, aProfile()]);
    profiles.setFound(found);
    expect(profiles.add(aDraft({ name: 'home' }))).toMatchObject({ error: { code: 'profile-name-taken' } });
    const { id, ...draft } = off;
    profiles.update(id, { ...draft, isEnabled: true });
    await settled();
    expect(store.get().profiles.map(({ name }) => name)).toEqual(['home', 'work']);
    expect(asked).toEqual(['work@ap-northeast-2', 'home@us-east-1']);
  });

  test('does not give way to the demo, even where it is the only one', () => {
    const { profiles, store } = profileParts([off]);
    profiles.setFound(nothingFound);
    expect(store.get()).toMatchObject({ isStarting: false, profiles: [], scopes: [], allProfiles: [off] });
  });
});

describe('several Profiles at once', () => {
  test('are added in their order, each with an ID of its own', () => {
    const { profiles, store } = profileParts([home]);
    profiles.setFound(found);
    profiles.addAll([aDraft({ name: 'a' }), aDraft({ name: 'b' })]);
    expect(store.get().profiles.map(({ name }) => name)).toEqual(['home', 'a', 'b']);
    expect(new Set(store.get().profiles.map(({ id }) => id)).size).toBe(3);
  });

  test('are not added at all where one of their names is taken', () => {
    const { profiles, repository } = profileParts([home]);
    for (const names of [
      ['a', 'home'],
      ['a', 'a'],
    ]) {
      const answer = profiles.addAll(names.map((name) => aDraft({ name })));
      expect(answer, names.join()).toMatchObject({ error: { code: 'profile-name-taken' } });
    }
    expect(repository.read().profiles).toEqual([home]);
  });
});

test('files in which nothing but trouble is found are not the same as none', () => {
  const text = { key: 'configProblem.unreadable', values: {} } as const;
  const problems = [{ file: '~/.aws/config', line: null, profileName: null, text }];
  expect(profilesToShow([], { ...nothingFound, problems }, 'Demo')).toEqual([]);
});

describe('the demo account', () => {
  test('is kept beside the others when it is opened, once however often', () => {
    const { profiles, store, repository } = profileParts([aProfile()]);
    profiles.setFound(found);
    profiles.openDemo();
    profiles.openDemo();
    expect(store.get().profiles.map(({ source }) => source.kind)).toEqual(['named-profile', 'demo']);
    expect(repository.read().profiles).toHaveLength(2);
  });
});

function noScope(): never {
  throw new Error('There is no scope');
}
