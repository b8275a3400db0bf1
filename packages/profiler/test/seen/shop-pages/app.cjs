'use strict';
const http = require('node:http');

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeHtml = (text) => text.replace(/[&<>]/g, (sign) => escapes[sign]);

function renderTiles(count, page, assets) {
  const tiles = [];
  for (let n = 0; n < count; n++) {
    tiles.push(`<li><a href="/p/${page}-${n}"><img src="${assets.url(`tile-${n}`)}" alt="${n}"></a></li>`);
  }
  return tiles.join('\n');
}

function createApp({ settings, assets }) {
  const title = escapeHtml(settings.title);
  return http.createServer((req, res) => {
    const { pathname } = new URL(req.url, 'http://shop.local');
    if (!pathname.startsWith('/list/')) {
      res.writeHead(404).end();
      return;
    }
    const page = pathname.slice('/list/'.length);
    const html = `<!doctype html><title>${title}</title><ul>${renderTiles(settings.tiles, page, assets)}</ul>`;
    res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': Buffer.byteLength(html) });
    res.end(html);
  });
}

module.exports = { createApp };
