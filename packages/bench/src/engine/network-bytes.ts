import { Socket } from 'node:net';

/** Counts the bytes of this process's sockets from now on: those it opens, and those its servers accept. */
export interface NetworkBytes {
  /** Bytes sent and received so far. */
  total(): number;
}

/** For a process that measures one variant and ends: sockets stay watched until they close, and the counting is never taken back. */
export function watchNetworkBytes(): NetworkBytes {
  const open = new Set<Socket>();
  let closedBytes = 0;
  const bytesOf = ({ bytesRead, bytesWritten }: Socket): number => bytesRead + bytesWritten;
  const watch = (socket: Socket): void => {
    if (open.has(socket)) return;
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      closedBytes += bytesOf(socket);
    });
  };
  // Every socket of `net`, `tls`, `http` and `fetch` is one of these; each opens by `connect`, or is accepted with its first read.
  for (const name of ['connect', 'read'] as const) {
    const original = Socket.prototype[name] as (...args: unknown[]) => unknown;
    Object.defineProperty(Socket.prototype, name, {
      configurable: true,
      writable: true,
      value(this: Socket, ...args: unknown[]): unknown {
        watch(this);
        return original.apply(this, args);
      },
    });
  }
  return { total: () => [...open].reduce((sum, socket) => sum + bytesOf(socket), closedBytes) };
}
