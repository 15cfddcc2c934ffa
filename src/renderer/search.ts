import type { Instance, Profile, Scope } from '../shared/model';

/** The words of a search; an instance must have them all. */
export function searchWords(search: string): readonly string[] {
  return normal(search).split(/\s+/).filter(Boolean);
}

/** Whether an instance has every word somewhere: name, ID, addresses, type, `tag:Env=dev`, `state:running`, `region:…`. */
export function matches(words: readonly string[], instance: Instance, scope: Scope, profile: Profile): boolean {
  if (words.length === 0) return true;
  return hasWords(words, searchableText(instance, scope, profile));
}

/** Whether the text has every word somewhere. */
export function hasWords(words: readonly string[], text: string): boolean {
  const searched = normal(text);
  return words.every((word) => searched.includes(word));
}

function searchableText(instance: Instance, scope: Scope, profile: Profile): string {
  return [
    instance.name,
    instance.instanceId,
    `type:${instance.instanceType}`,
    `state:${instance.state}`,
    `region:${scope.region}`,
    `profile:${profile.name}`,
    instance.availabilityZone,
    instance.publicDnsName,
    instance.publicIpAddress,
    instance.privateIpAddress,
    ...instance.tags.map(({ key, value }) => `tag:${key}=${value}`),
  ].join('\n');
}

/** Korean from macOS comes in pieces (NFD): both sides are put together before they are compared. */
const normal = (text: string): string => text.normalize('NFC').toLocaleLowerCase();
