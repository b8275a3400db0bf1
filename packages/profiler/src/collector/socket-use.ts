import { Server, Socket } from 'node:net';

/**
 * Calls `follow` when the program first connects or listens, or at once where it has: what follows sockets is loaded by programs that have
 * some. Reading the method tells it, so that no stack has a frame of it. Returns what takes it back, and what `follow` returned too.
 */
export function onSocketUse(follow: () => () => void): () => void {
  const undo: (() => void)[] = [];
  const begin = (): void => {
    for (const restore of undo.splice(0)) restore();
    undo.push(follow());
  };
  for (const [owner, name] of [
    [Socket.prototype, 'connect'],
    [Server.prototype, 'listen'],
  ] as const) {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name);
    if (!descriptor?.configurable || !('value' in descriptor)) continue;
    const get = (): unknown => {
      begin();
      return Reflect.get(owner, name);
    };
    Object.defineProperty(owner, name, {
      configurable: true,
      enumerable: descriptor.enumerable === true,
      get,
      set(this: object, value: unknown) {
        Object.defineProperty(this, name, { ...descriptor, value });
      },
    });
    undo.push(() => {
      if (Object.getOwnPropertyDescriptor(owner, name)?.get === get) Object.defineProperty(owner, name, descriptor);
    });
  }
  if (process.getActiveResourcesInfo().some((resource) => /^(?:TCP|Pipe)/.test(resource))) begin();
  return () => {
    for (const restore of undo.splice(0)) restore();
  };
}
