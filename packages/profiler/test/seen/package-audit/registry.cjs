'use strict';

const licences = ['MIT', 'ISC', 'MIT', 'GPL-3.0', 'Apache-2.0', 'MIT'];

exports.buildRegistry = function buildRegistry(count) {
  const registry = new Map();
  for (let n = 0; n < count; n++) {
    const needs = [n * 2 + 1, n * 2 + 2, (n * 7) % count, (n * 31 + 5) % count].filter((other) => other < count && other !== n);
    registry.set(`pkg-${n}`, {
      version: n % 900 === 0 ? 'next' : `${n % 9}.${n % 40}.${n % 7}`,
      license: licences[n % licences.length],
      needs: needs.map((other) => `pkg-${other}`),
    });
  }
  return registry;
};
