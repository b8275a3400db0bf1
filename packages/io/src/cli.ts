#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { runCli } from '@nsi/core/cli';
import commands from './commands/index.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { readonly version: string };

await runCli({
  commander: async () => (await import('commander')).Command,
  name: 'nsi-io',
  version,
  summary: 'Read, walk, write and pack files, and see what your program does to them.',
  commands,
});
