import http from 'node:http';
import { once } from 'node:events';

/** Sends that many uploads, four at a time, and says how often each status came back. */
export async function dropAll(port, tenants, count) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
  const statuses = {};
  let next = 0;
  async function lane() {
    while (next < count) {
      const n = next++;
      const request = http.request({ agent, host: '127.0.0.1', port, method: 'PUT', path: `/${tenants[n % 3]}/note-${n}` });
      request.end(Buffer.alloc(600 + (n % 300), n));
      const [response] = await once(request, 'response');
      response.resume();
      await once(response, 'end');
      statuses[response.statusCode] = (statuses[response.statusCode] ?? 0) + 1;
    }
  }
  await Promise.all([lane(), lane(), lane(), lane()]);
  agent.destroy();
  return JSON.stringify(statuses);
}
