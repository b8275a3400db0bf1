'use strict';
const http = require('node:http');

function optionsFor(url, text, { timeoutMs = 5_000 } = {}) {
  const { hostname, port, pathname } = new URL(url);
  return {
    hostname,
    port,
    path: pathname,
    method: 'POST',
    timeout: timeoutMs,
    agent: new http.Agent({ timeout: timeoutMs }),
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
  };
}

function postJson(url, value, options) {
  const text = JSON.stringify(value);
  return new Promise((resolve, reject) => {
    const request = http.request(optionsFor(url, text, options)); // <- slow
    request.on('response', (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode }));
    });
    request.on('timeout', () => request.destroy(new Error('timeout')));
    request.on('error', reject);
    request.end(text);
  });
}

module.exports = { postJson };
