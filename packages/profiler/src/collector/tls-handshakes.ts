import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { CallCounters } from './call-counters.ts';
import type { Waits } from './waits.ts';

/**
 * Measures the TLS handshake of a socket that is about to connect, where it will make one, and counts whether it took up an earlier session:
 * then it costs neither a signature nor a second round trip.
 */
export function followHandshake(socket: Socket, peer: string, counters: CallCounters, waits: Waits): void {
  // Not `instanceof`: that would load TLS into every program.
  if (!('isSessionReused' in socket)) return;
  const name = `handshake ${peer}`;
  waits.place(name);
  let startMs = 0;
  socket.prependOnceListener('connect', () => {
    startMs = performance.now();
  });
  socket.prependOnceListener('secureConnect', () => {
    waits.add(name, performance.now() - startMs);
    countResumed(socket, peer, counters);
  });
}

/**
 * The socket that `socket` wraps in TLS, such as one that a database has agreed to wrap; `undefined` for any other.
 */
export function wrappedIn(socket: Socket): Socket | undefined {
  return 'isSessionReused' in socket ? ((socket as Socket & { readonly _parent?: Socket | null })._parent ?? undefined) : undefined;
}

/**
 * Counts the handshake of a socket that wraps another one, and is first written to now: it began with the last answer before, at `sinceMs`,
 * and is over unless the socket says otherwise.
 */
export function addHandshake(socket: Socket, peer: string, sinceMs: number, counters: CallCounters, waits: Waits): void {
  const add = (): void => {
    waits.add(`handshake ${peer}`, performance.now() - sinceMs);
    countResumed(socket, peer, counters);
  };
  if ((socket as Socket & { readonly secureConnecting?: boolean }).secureConnecting) socket.prependOnceListener('secureConnect', add);
  else add();
}

function countResumed(socket: Socket, peer: string, counters: CallCounters): void {
  if (!(socket as TLSSocket).isSessionReused()) return;
  const resumed = counters.of('tls.resumed');
  resumed.count++;
  resumed.keys.add(peer);
}
