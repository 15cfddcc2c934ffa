import type { Scope, ScopeId, Snapshot } from '../shared/model';

type Listener = (snapshot: Snapshot) => void;

/** The only application state: one immutable Snapshot, replaced as a whole by pure changes. */
export interface Store {
  get(): Snapshot;
  /** Applies a pure change; a change that gives back the same Snapshot tells nobody. */
  update(change: (snapshot: Snapshot) => Snapshot): void;
  /** Changes one scope; without effect once the scope is gone (its answer came too late). */
  updateScope(id: ScopeId, change: (scope: Scope) => Scope): void;
  /** The answer ends the subscription. */
  subscribe(listener: Listener): () => void;
}

export function createStore(initial: Snapshot): Store {
  let current = initial;
  const listeners = new Set<Listener>();

  function update(change: (snapshot: Snapshot) => Snapshot): void {
    const changed = change(current);
    if (changed === current) return;
    current = { ...changed, revision: current.revision + 1 };
    for (const listener of listeners) listener(current);
  }

  return {
    get: () => current,
    update,
    updateScope(id, change) {
      update((snapshot) => {
        const index = snapshot.scopes.findIndex((scope) => scope.id === id);
        const scope = snapshot.scopes[index];
        if (scope === undefined) return snapshot;
        const changed = change(scope);
        return changed === scope ? snapshot : { ...snapshot, scopes: snapshot.scopes.with(index, changed) };
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
