/** Tasks that end when a test says so. */
export interface Gates<Name extends string | number> {
  /** Names in the order in which they were called. */
  readonly started: Name[];
  /** A function for a scheduler that goes on until `finish(name)`. */
  task(name: Name): () => Promise<Name>;
  finish(name: Name): void;
  fail(name: Name, error: unknown): void;
  readonly running: Iterable<Name> & { readonly size: number; has(name: Name): boolean };
}

export function createGates<Name extends string | number>(): Gates<Name> {
  const started: Name[] = [];
  const running = new Set<Name>();
  const open = new Map<Name, PromiseWithResolvers<Name>>();
  const close = (name: Name): PromiseWithResolvers<Name> => {
    const gate = open.get(name);
    if (!gate) throw new Error(`${name} does not run`);
    open.delete(name);
    running.delete(name);
    return gate;
  };
  return {
    started,
    running,
    task: (name) => () => {
      const gate = Promise.withResolvers<Name>();
      started.push(name);
      running.add(name);
      open.set(name, gate);
      return gate.promise;
    },
    finish: (name) => close(name).resolve(name),
    fail: (name, error) => close(name).reject(error),
  };
}

/** Finishes whatever runs until nothing waits. */
export async function finishAll<Name extends string | number>(gates: Gates<Name>, idle: Promise<void>): Promise<void> {
  const state = { isIdle: false };
  void idle.then(() => (state.isIdle = true));
  while (!state.isIdle) {
    for (const name of Array.from(gates.running)) gates.finish(name);
    await settled();
  }
}

/** Lets every promise that is settled now have its say. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
