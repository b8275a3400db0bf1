import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(import.meta.url);
let bytes = 0;
for (let round = 0; round < 120_000; round++) bytes += readFileSync(file).length + statSync(file).size;
if (bytes === 0) process.exit(1);
