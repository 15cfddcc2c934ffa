import { PROFILE_COLORS, type Profile, type ProfileColor } from '../shared/model';

/** The first colour that no other Profile has. */
export function freeColor(profiles: readonly Profile[]): ProfileColor {
  return PROFILE_COLORS.find((color) => !profiles.some((profile) => profile.color === color)) ?? PROFILE_COLORS[0];
}
