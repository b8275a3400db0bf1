import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { Inventory } from './inventory.mjs';

const about = readFileSync(new URL(import.meta.url)).length > 0 ? { name: 'spare parts', version: 3 } : {};
const inventory = new Inventory(6_000);

const overview = JSON.stringify({ ...about, kinds: inventory.kinds, first: inventory.page('bolt', 0, 400) });
const packed = gzipSync(overview);
const tag = `"${createHash('sha1').update(overview).digest('hex').slice(0, 12)}"`;

function sendOverview(request, response) {
  if (request.headers['if-none-match'] === tag) return response.writeHead(304).end();
  const accepts = request.headers['accept-encoding']?.includes('gzip');
  response.writeHead(200, { etag: tag, 'content-type': 'application/json', ...(accepts && { 'content-encoding': 'gzip' }) });
  return response.end(accepts ? packed : overview);
}

function sendJson(response, value) {
  if (value === undefined) return response.writeHead(404).end();
  const body = JSON.stringify(value);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  return response.end(body);
}

export const openCatalogue = () =>
  createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://parts');
    const [, first, second] = pathname.split('/');
    if (first === '') return sendOverview(request, response);
    if (first === 'part') return sendJson(response, inventory.part(second));
    if (first === 'kind') return sendJson(response, inventory.page(second, Number(searchParams.get('page')), 8));
    return response.writeHead(404).end();
  });
