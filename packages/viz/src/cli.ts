#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { runCli } from '@nsi/core/cli';
import commands from './commands/index.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { readonly version: string };

// Vega is loaded later, when a picture is drawn; its compiled form is kept between runs.
enableCompileCache();

await runCli({
  commander: async () => (await import('commander')).Command,
  name: 'nsi-viz',
  version,
  summary: 'Charts and reports people would rather look at.',
  commands,
});
