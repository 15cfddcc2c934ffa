import { readdirSync, readFileSync } from 'node:fs';

/** What a program and all that it has started hold and use, as Linux tells (`man 5 proc`). */
export interface Usage {
  /** Proportional set size: what is shared counts by its share. MB. */
  readonly pss: number;
  /** What no other process has. MB. */
  readonly privateMemory: number;
  /** Of all its processes that there are, s. */
  readonly cpuSeconds: number;
  /** How often one of its threads has given up the processor by itself: to wait for a timer, a message, a disk. */
  readonly wakeUps: number;
}

const TICKS_A_SECOND = 100;

export function usageOf(root: number): Usage {
  const total = { pss: 0, privateMemory: 0, cpuSeconds: 0, wakeUps: 0 };
  for (const pid of familyOf(root)) {
    const memory = read(`/proc/${pid}/smaps_rollup`);
    const kilobytes = (name: string): number => Number(new RegExp(`^${name}: +(\\d+)`, 'm').exec(memory)?.[1] ?? 0);
    total.pss += kilobytes('Pss') / 1024;
    total.privateMemory += (kilobytes('Private_Clean') + kilobytes('Private_Dirty')) / 1024;
    const [, , ...times] = fieldsOf(pid).slice(9);
    total.cpuSeconds += (Number(times[0]) + Number(times[1])) / TICKS_A_SECOND;
    for (const thread of list(`/proc/${pid}/task`)) {
      const status = read(`/proc/${pid}/task/${thread}/status`);
      total.wakeUps += Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1] ?? 0);
    }
  }
  return total;
}

/** The process and all below it. */
function familyOf(root: number): readonly number[] {
  const childrenOf = new Map<number, number[]>();
  for (const name of list('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(fieldsOf(Number(name))[1]);
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), Number(name)]);
  }
  const family: number[] = [];
  for (const waiting = [root]; waiting.length > 0; ) {
    const pid = waiting.pop() ?? 0;
    family.push(pid);
    waiting.push(...(childrenOf.get(pid) ?? []));
  }
  return family;
}

/** The fields of /proc/<pid>/stat after the name, which may have spaces in it: state, parent, … */
const fieldsOf = (pid: number): readonly string[] => {
  const stat = read(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
};

/** A process may end while it is looked at: then it has nothing. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
