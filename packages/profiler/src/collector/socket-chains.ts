import { Socket } from 'node:net';
import type { CallCounters } from './call-counters.ts';
import type { Requests } from './requests.ts';
import { sourcePlace } from './source-place.ts';
import { queryShape } from './query-shape.ts';
import { addSize } from './sizes.ts';
import { createStride } from './stride.ts';
import { addHandshake, followHandshake, wrappedIn } from './tls-handshakes.ts';
import type { Waits } from './waits.ts';

interface Exchange {
  readonly peer: string;
  /** Name of its wait: one string, whose hash is made once. */
  readonly name: string;
  /** 0 while nothing is asked. */
  startMs: number;
  /** When it was last answered, or connected. */
  endMs: number;
  shape: string;
}

type Write = (this: unknown, chunk: unknown, encoding?: unknown, callback?: unknown) => unknown;

/** A request that starts within this of the end of the one before continues the chain. */
const maxGapMs = 2;
/** More links make round trips a chain. */
const leastChain = 3;
/** Of each of so many queries the first is placed. */
const maxShapes = 200;

/**
 * Measures round trips on the sockets this thread opens: from a write to the first byte that comes back. Round trips that follow each
 * other with nothing else in flight are chains: they could have been one, or at once. Returns what takes everything back.
 */
export function followSockets(counters: CallCounters, waits: Waits, requests: Requests): () => void {
  const exchanges = new WeakMap<object, Exchange>();
  const socket = Socket.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
  const { write, push, connect } = socket;
  let [inFlight, lastEndMs, length, turns] = [0, 0, 0, 0];
  let [shapeBefore, shapeLength] = ['', 0];

  socket['connect'] = function (this: Socket, ...args: unknown[]) {
    const [head] = args;
    const {
      host = 'localhost',
      port,
      path,
    } = (Array.isArray(head) ? (head as unknown[])[0] : typeof head === 'object' ? head : { port: head, host: args[1] }) as {
      readonly host?: unknown;
      readonly port?: unknown;
      readonly path?: unknown;
    };
    const peer = port === undefined ? String(path) : `${typeof host === 'string' ? host : 'localhost'}:${port as string | number}`;
    const counter = counters.of('net.connect');
    counter.count++;
    counter.places.see(counter.count);
    if (counter.keys.add(peer)) counter.repeats++;
    const exchange: Exchange = { peer, name: `socket ${peer}`, startMs: 0, endMs: 0, shape: '' };
    exchanges.set(this, exchange);
    followHandshake(this, peer, counters, waits);
    const startMs = performance.now();
    this.prependOnceListener('connect', () => {
      exchange.endMs = performance.now();
      waits.add(`connect ${peer}`, exchange.endMs - startMs);
    });
    this.prependOnceListener('close', () => end(exchange, false));
    return Reflect.apply(connect as () => unknown, this, args);
  };
  const written = counters.of('net.Socket.write');
  const stride = createStride();
  let [watched, standsFor]: [Socket | undefined, number] = [undefined, 0];
  // Hot: several calls a request. No lists of arguments here.
  socket['write'] = function (this: Socket, chunk: unknown, encoding: unknown, callback: unknown) {
    const exchange = exchanges.get(this) ?? adopt(this);
    // What is corked goes out at once; the standard streams are no peers.
    if (this.writableCorked === 0 && !('_type' in this)) countWrite(this, exchange?.peer ?? 'accepted', chunk);
    if (exchange) begin(exchange, chunk);
    return (write as Write).call(this, chunk, encoding, callback);
  };
  socket['push'] = function (this: Socket, chunk: unknown, encoding: unknown) {
    const exchange = exchanges.get(this);
    if (exchange) end(exchange, chunk !== null);
    return (push as Write).call(this, chunk, encoding);
  };

  /** What is said through TLS over a socket that was there before. */
  function adopt(socket: Socket): Exchange | undefined {
    const wrapped = wrappedIn(socket);
    const before = wrapped && exchanges.get(wrapped);
    if (!before) return undefined;
    addHandshake(socket, before.peer, before.endMs, counters, waits);
    const exchange = { ...before, startMs: 0, shape: '' };
    exchanges.set(socket, exchange);
    socket.prependOnceListener('close', () => end(exchange, false));
    return exchange;
  }

  const endTurn = (): void => {
    watched = undefined;
  };

  /** `repeats` are writes that follow another one to the same socket in one turn: looked at after some of the writes. */
  function countWrite(socket: Socket, peer: string, chunk: unknown): void {
    written.count++;
    if (socket === watched) written.repeats += standsFor;
    watched = undefined;
    const calls = stride();
    if (calls === 0) return;
    written.places.see(written.count);
    written.keys.add(peer, calls);
    addSize(written, typeof chunk === 'string' ? chunk.length : ((chunk as Uint8Array | undefined)?.length ?? 0));
    watched = socket;
    standsFor = calls;
    process.nextTick(endTurn);
  }

  const shapes = new Set<string>();

  function begin(exchange: Exchange, chunk: unknown): void {
    if (exchange.startMs > 0) return;
    exchange.startMs = performance.now();
    exchange.shape = queryShape(chunk);
    const isNext = inFlight === 0 && exchange.startMs - lastEndMs < maxGapMs;
    length = isNext ? length + 1 : inFlight === 0 ? 1 : 0;
    inFlight++;
    const isNewShape = exchange.shape !== '' && shapes.size < maxShapes && !shapes.has(exchange.shape);
    if (isNewShape) shapes.add(exchange.shape);
    requests.isChain = length > leastChain;
    const requestPlace = requests.takePlace();
    if (turns++ % requests.placingEvery(turns) === 0 || requestPlace !== '' || isNewShape) {
      const place = requestPlace || sourcePlace();
      waits.place(exchange.name, place);
      if (exchange.shape !== '') waits.place(`query ${exchange.peer} ${exchange.shape}`, place);
    }
  }

  function end(exchange: Exchange | undefined, hasData: boolean): void {
    if (!exchange || exchange.startMs === 0) return;
    const endMs = performance.now();
    const ms = endMs - exchange.startMs;
    exchange.startMs = 0;
    exchange.endMs = endMs;
    inFlight--;
    lastEndMs = endMs;
    if (!hasData) return;
    waits.add(exchange.name, ms);
    if (length > 0) waits.link(exchange.name, ms, length);
    if (exchange.shape === '') return;
    const name = `query ${exchange.peer} ${exchange.shape}`;
    // Queries of several users take turns; those of one follow each other.
    shapeLength = exchange.shape === shapeBefore && length > 1 ? shapeLength + 1 : 1;
    shapeBefore = exchange.shape;
    waits.add(name, ms);
    waits.link(name, ms, shapeLength);
  }

  return () => {
    if (connect) socket['connect'] = connect;
    // Both are inherited: what was added here is taken away.
    delete socket['write'];
    delete socket['push'];
  };
}
