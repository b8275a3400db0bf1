/** Who is told when a signal is aborted. */
export interface SignalListeners<Listener extends object> {
  add(signal: AbortSignal, listener: Listener): void;
  remove(signal: AbortSignal, listener: Listener): void;
}

/**
 * One listener on each signal, for all that wait for it: a signal looks through its whole list whenever one is added or removed, so that
 * 50,000 tasks under one signal would take a minute.
 */
export function createSignalListeners<Listener extends object>(
  tell: (listener: Listener, signal: AbortSignal) => void,
): SignalListeners<Listener> {
  const groups = new Map<AbortSignal, { readonly members: Set<Listener>; readonly onAbort: () => void }>();
  return {
    add(signal, listener) {
      let group = groups.get(signal);
      if (!group) {
        const members = new Set<Listener>();
        const onAbort = (): void => {
          groups.delete(signal);
          for (const member of members) tell(member, signal);
        };
        groups.set(signal, (group = { members, onAbort }));
        signal.addEventListener('abort', onAbort, { once: true });
      }
      group.members.add(listener);
    },
    remove(signal, listener) {
      const group = groups.get(signal);
      group?.members.delete(listener);
      if (group?.members.size !== 0) return;
      groups.delete(signal);
      signal.removeEventListener('abort', group.onAbort);
    },
  };
}
