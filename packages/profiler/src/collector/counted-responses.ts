import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { CallCounters } from './call-counters.ts';
import { createStride } from './stride.ts';

/** Counts the responses of HTTP servers, and looks at some: what they carry, how much of it, and in which encoding. */
export function countResponses(counters: CallCounters): () => void {
  // A connection that is kept carries many responses.
  const written = new WeakMap<object, number>();
  const responses = counters.of('http.server.response');
  const stride = createStride();
  const onResponse = (message: unknown): void => {
    const { request, response, socket } = message as {
      readonly request: { readonly headers: Readonly<Record<string, unknown>> };
      readonly response: { readonly _header: string | null; readonly chunkedEncoding: boolean };
      readonly socket: { readonly bytesWritten: number };
    };
    responses.count++;
    const before = written.get(socket) ?? 0;
    if (response.chunkedEncoding || before > 0) written.set(socket, socket.bytesWritten);
    const calls = stride();
    if (calls === 0) return;
    // As it went out: `writeHead` takes headers that `getHeader` never tells.
    const header = (pattern: RegExp): string | undefined => pattern.exec(response._header ?? '')?.[1];
    const size = Number(header(/^content-length: *(\d+)/im)) || socket.bytesWritten - before;
    responses.weighed++;
    responses.bytes += size;
    responses.keys.add(
      `${header(/^content-type: *(.+?)\r?$/im)} ${header(/^content-encoding: *(.+?)\r?$/im)} ${size < 10_240 ? 'small' : 'large'} ${request.headers['accept-encoding'] ? 'asked' : 'unasked'}`,
      calls,
    );
  };
  subscribe('http.server.response.finish', onResponse);
  return () => {
    unsubscribe('http.server.response.finish', onResponse);
  };
}
