import type { AppError } from './errors';
import type { Region } from './model';

/** What became of one Region of a scan. `hasMore` where there are more instances than one page has. */
export type RegionCount =
  | { readonly region: Region; readonly instanceCount: number; readonly hasMore: boolean }
  | { readonly region: Region; readonly error: AppError };

/** Regions that are being asked, or were just asked, how many instances they have. */
export interface RegionScan {
  /** All Regions of the account, to find those that have instances; or those chosen, to try out a filter. */
  readonly purpose: 'find-regions' | 'try-filter';
  /** Those to be asked, in this order; null until the account's are known. */
  readonly regions: readonly Region[] | null;
  /** Those that were asked, in the order of their answers. */
  readonly counts: readonly RegionCount[];
  readonly status: /** `isPaced` while the next Region waits for its turn. */
    | { readonly kind: 'running'; readonly isPaced: boolean }
    | { readonly kind: 'done' }
    | { readonly kind: 'cancelled' }
    /** Not even the Regions of the account could be had. */
    | { readonly kind: 'failed'; readonly error: AppError };
}
