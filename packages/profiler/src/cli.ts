#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { runCli } from '@nsi/core/cli';
import commands from './commands/index.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { readonly version: string };

await runCli({
  commander: async () => (await import('commander')).Command,
  name: 'nsi-profiler',
  version,
  summary: 'Find the bottleneck, name the line, prove the fix.',
  commands,
});
