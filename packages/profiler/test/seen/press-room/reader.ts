import http from 'node:http';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';

const bytesPerMillisecond = 3_600;

async function fetchPage(agent: http.Agent, port: number, issue: number): Promise<string> {
  const headers = { 'accept-encoding': 'gzip' };
  const request = http.get({ agent, host: '127.0.0.1', port, path: `/issues/${issue}`, headers });
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    await pause(chunk.length / bytesPerMillisecond);
  }
  const body = Buffer.concat(chunks);
  return (response.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString();
}

export async function leafThrough(port: number): Promise<{ pages: number; articles: number }> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const summary = { pages: 0, articles: 0 };
  for (let issue = 1; issue <= 48; issue++) {
    const page = await fetchPage(agent, port, issue);
    summary.pages++;
    summary.articles += page.split('<article').length - 1;
  }
  agent.destroy();
  return summary;
}
