/** A bucket's size and how many tokens flow back into it per second. */
interface BucketLimit {
  readonly capacity: number;
  readonly refillPerSecond: number;
}

/** How many tokens a request takes out of which bucket. */
export interface Draw {
  readonly bucket: string;
  readonly limit: BucketLimit;
  readonly tokens: number;
}

interface Bucket {
  tokens: number;
  /** When `tokens` was worked out, in milliseconds since the epoch, UTC. */
  at: number;
}

/** The token buckets of every account and Region. https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html */
export class TokenBuckets {
  readonly #buckets = new Map<string, Bucket>();

  /**
   * Takes the tokens of all draws, or of none when one bucket has too few.
   *
   * @param place an account in a Region
   * @param nowMs milliseconds since the epoch, UTC
   */
  take(place: string, draws: readonly Draw[], nowMs: number): boolean {
    const filled = draws.map((draw) => ({ draw, bucket: this.#refilled(place, draw, nowMs) }));
    if (filled.some(({ draw, bucket }) => bucket.tokens < draw.tokens)) return false;
    for (const { draw, bucket } of filled) bucket.tokens -= draw.tokens;
    return true;
  }

  #refilled(place: string, { bucket: name, limit }: Draw, nowMs: number): Bucket {
    const key = `${place}/${name}`;
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      const full = { tokens: limit.capacity, at: nowMs };
      this.#buckets.set(key, full);
      return full;
    }
    const elapsedSeconds = Math.max(0, nowMs - bucket.at) / 1000;
    bucket.tokens = Math.min(limit.capacity, bucket.tokens + elapsedSeconds * limit.refillPerSecond);
    bucket.at = nowMs;
    return bucket;
  }
}
