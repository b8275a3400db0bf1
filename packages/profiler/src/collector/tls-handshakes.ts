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
    if (!(socket as TLSSocket).isSessionReused()) return;
    const resumed = counters.of('tls.resumed');
    resumed.count++;
    resumed.keys.add(peer);
  });
}
