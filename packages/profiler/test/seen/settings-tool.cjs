// Right answer: clean
// A command that reads a few settings, merges them and says what is in force.
const { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const folder = mkdtempSync(join(tmpdir(), 'settings-'));
for (const [index, name] of ['default', 'team', 'user', 'local'].entries())
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ theme: { name, level: index }, [name]: true }));

function merge(target, source) {
  for (const [key, value] of Object.entries(source)) {
    target[key] = typeof value === 'object' && value !== null ? merge({ ...target[key] }, value) : value;
  }
  return target;
}

const inForce = ['default', 'team', 'user', 'local', 'absent']
  .map((name) => join(folder, `${name}.json`))
  .filter((file) => existsSync(file))
  .map((file) => JSON.parse(readFileSync(file, 'utf8')))
  .reduce((all, one) => merge(all, one), {});
rmSync(folder, { recursive: true });
console.log(JSON.stringify(inForce, null, 2));
