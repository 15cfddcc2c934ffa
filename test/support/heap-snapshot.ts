import { z } from 'zod';

/*
 * What a V8 heap snapshot says about a text.
 * https://chromium.googlesource.com/v8/v8/+/refs/heads/main/src/profiler/heap-snapshot-generator.h
 */

const snapshotSchema = z.object({
  snapshot: z.object({
    meta: z.object({ node_fields: z.array(z.string()), edge_fields: z.array(z.string()) }),
  }),
  nodes: z.array(z.number()),
  edges: z.array(z.number()),
  strings: z.array(z.string()),
});

/**
 * Whether anything that a script can reach holds the text. Blink's own table of the strings that it has lent to V8 counts
 * for nothing: what stands in no other place is unreachable, and goes with one of the next collections of garbage.
 */
export function isReachable(snapshotText: string, sought: string): boolean {
  const { snapshot, nodes, edges, strings } = snapshotSchema.parse(JSON.parse(snapshotText));
  const { node_fields: nodeFields, edge_fields: edgeFields } = snapshot.meta;
  const [name, edgeCount] = [nodeFields.indexOf('name'), nodeFields.indexOf('edge_count')];
  const toNode = edgeFields.indexOf('to_node');
  const nameOf = (node: number): string => strings[nodes[node + name] ?? -1] ?? '';
  let edge = 0;
  for (let node = 0; node < nodes.length; node += nodeFields.length) {
    const end = edge + (nodes[node + edgeCount] ?? 0) * edgeFields.length;
    const isTable = nameOf(node) === '(External strings)';
    for (; edge < end; edge += edgeFields.length) {
      if (!isTable && nameOf(edges[edge + toNode] ?? -1).includes(sought)) return true;
    }
  }
  return false;
}
