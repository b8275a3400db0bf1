#!/usr/bin/env node
import { createRequire } from 'node:module';
import { runCli } from '@nsi/core/cli';
import { commandGroups } from './commands/groups.ts';
import commands from './commands/index.ts';

const { version } = createRequire(import.meta.url)('../package.json') as { readonly version: string };

await runCli({
  commander: async () => (await import('commander')).Command,
  name: 'nsi',
  version,
  summary: 'NSI makes Node.js programs faster and leaner, and proves it.',
  commands,
  groups: commandGroups,
});
