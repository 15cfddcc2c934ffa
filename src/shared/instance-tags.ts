import type { Instance, Tag } from './model';

/** Every tag of an instance, the Name tag first. */
export function allTags({ name, tags }: Pick<Instance, 'name' | 'tags'>): readonly Tag[] {
  return name === null ? tags : [{ key: 'Name', value: name }, ...tags];
}

export const tagPair = ({ key, value }: Tag): string => `${key}=${value}`;
