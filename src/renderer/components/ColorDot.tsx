import type { ProfileColor } from '../../shared/model';

/** A Profile's colour; its name stands beside it. */
export function ColorDot({ color }: { readonly color: ProfileColor }) {
  return <i className={`dot color-${color}`} aria-hidden="true" />;
}
