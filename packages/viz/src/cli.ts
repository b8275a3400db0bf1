#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';

// The compiled Vega is kept between runs: half of the time of a picture. Before the imports, so that it covers them.
enableCompileCache();

const [{ runCli }, { Command }, { default: commands }] = await Promise.all([
  import('@nsi/core/cli'),
  import('commander'),
  import('./commands/index.ts'),
]);
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { readonly version: string };

await runCli({ commander: Command, name: 'nsi-viz', version, summary: 'Charts and reports people would rather look at.', commands });
