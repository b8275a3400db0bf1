// Right answer: linear-scan
// Walks the packages that a project needs, and lists whose licences nobody has looked at.
'use strict';
const { buildRegistry } = require('./registry.cjs');
const { Walk } = require('./walk.cjs');

const allowed = ['MIT', 'ISC', 'BSD-2-Clause', 'Apache-2.0'];
const isSemver = (version) => /^\d+\.\d+\.\d+$/.test(version);

function audit(registry, roots) {
  const walk = new Walk((name) => registry.get(name)?.needs);
  const findings = [];
  for (const name of walk.from(roots)) {
    const { license, version } = registry.get(name) ?? {};
    if (!allowed.includes(license)) findings.push({ name, reason: `licence ${license}` });
    else if (!isSemver(version)) findings.push({ name, reason: 'version' });
  }
  return { total: walk.size, findings };
}

const registry = buildRegistry(25_000);
const { total, findings } = audit(registry, ['pkg-0', 'pkg-1', 'pkg-2']);
console.log(total, 'packages,', findings.length, 'to look at');
