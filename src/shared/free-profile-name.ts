/** The longest name that a Profile may have, in characters. */
export const PROFILE_NAME_LENGTH = 80;

/** The name itself while nobody has it, else with the next free number: “work (2)”. Never longer than a name may be. */
export function freeProfileName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  const base = name.replace(/ \(\d+\)$/, '');
  for (let number = 2; ; number += 1) {
    const ending = ` (${number})`;
    const candidate = `${base.slice(0, PROFILE_NAME_LENGTH - ending.length)}${ending}`;
    if (!taken.includes(candidate)) return candidate;
  }
}
