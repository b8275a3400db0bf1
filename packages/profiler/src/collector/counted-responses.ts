import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { CallCounters } from './call-counters.ts';
import { addSize } from './sizes.ts';
import { createStride } from './stride.ts';

const largeBytes = 10_240;
const textual = /^(?:text\/|application\/(?:json|javascript|xml|ld\+json|graphql|manifest)|image\/svg)/;

/** Counts the responses of HTTP servers, and looks at some: what they carry, how much of it, and in which encoding; of large texts without one, by route. */
export function countResponses(counters: CallCounters): () => void {
  // A connection that is kept carries many responses.
  const written = new WeakMap<object, number>();
  const responses = counters.of('http.server.response');
  const stride = createStride();
  const onResponse = (message: unknown): void => {
    const { request, response, socket } = message as {
      readonly request: { readonly url: string; readonly headers: Readonly<Record<string, unknown>> };
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
    addSize(responses, size);
    const [type = '', encoding] = [header(/^content-type: *(.+?)\r?$/im), header(/^content-encoding: *(.+?)\r?$/im)];
    const isLarge = size >= largeBytes;
    responses.keys.add(
      `${type} ${encoding} ${isLarge ? 'large' : 'small'} ${request.headers['accept-encoding'] ? 'asked' : 'unasked'}`,
      calls,
    );
    if (!isLarge || encoding !== undefined || !textual.test(type)) return;
    const plain = counters.of('http.server.plain');
    plain.count += calls;
    plain.weighed += calls;
    plain.bytes += size * calls;
    plain.keys.add(routeOf(request.url), calls);
  };
  subscribe('http.server.response.finish', onResponse);
  return () => {
    unsubscribe('http.server.response.finish', onResponse);
  };
}

/** A path without what differs from request to request, or may be secret: segments with digits, and long ones. */
function routeOf(url: string): string {
  return (url.split('?')[0] ?? '').replace(/[^/]*\d[^/]*|[^/]{24,}/g, '*').slice(0, 100);
}
