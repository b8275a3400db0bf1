'use strict';
const http = require('node:http');

const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });

const fetchPage = (port, path) =>
  new Promise((resolve, reject) => {
    http
      .get({ host: '127.0.0.1', port, path, agent }, (res) => {
        let bytes = 0;
        res.on('data', (chunk) => (bytes += chunk.length));
        res.on('end', () => resolve(bytes));
      })
      .on('error', reject);
  });

async function visit(port, pages) {
  let total = 0;
  for (let page = 0; page < pages; page += 4) {
    const sizes = await Promise.all([0, 1, 2, 3].map((offset) => fetchPage(port, `/list/${page + offset}`)));
    for (const size of sizes) total += size;
  }
  agent.destroy();
  return total;
}

module.exports = { visit };
