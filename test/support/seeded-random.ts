/** Random numbers from 0 to 1 that are the same whenever the run is repeated. */
export function seededRandom(seed: number): () => number {
  let last = seed;
  return () => {
    last = (Math.imul(last, 1_664_525) + 1_013_904_223) >>> 0;
    return last / 2 ** 32;
  };
}
