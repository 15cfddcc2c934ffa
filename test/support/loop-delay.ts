const LOOK_MS = 10;

/**
 * How long the event loop keeps things waiting while time is simulated: the work is real, only the time between it is not. So
 * there are as many looks at it, one in 10 ms, as the time would have had that was passed. Of a delay counts what this
 * process's own work took: where the machine does other things, less processor time goes by than time.
 */
export class LoopDelay {
  readonly #delays: number[] = [];
  #simulatedMs = 0;

  /** Measures while this is under way. */
  async during<Value>(task: () => Promise<Value>): Promise<Value> {
    const begunAt = Date.now();
    let [time, cpu] = [performance.now(), process.cpuUsage()];
    const looking = setInterval(() => {
      const [now, used] = [performance.now(), process.cpuUsage(cpu)];
      this.#delays.push(Math.max(0, Math.min(now - time - LOOK_MS, (used.user + used.system) / 1000)));
      [time, cpu] = [now, process.cpuUsage()];
    }, LOOK_MS);
    try {
      return await task();
    } finally {
      clearInterval(looking);
      this.#simulatedMs += Date.now() - begunAt;
    }
  }

  /** In 99 of 100 looks nothing had waited longer, ms. */
  get p99(): number {
    const looks = Math.max(this.#delays.length, this.#simulatedMs / LOOK_MS);
    return this.#delays.toSorted((a, b) => b - a)[Math.floor(looks / 100)] ?? 0;
  }

  /** The longest delay, ms. */
  get longest(): number {
    return Math.max(0, ...this.#delays);
  }
}
