import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writeOutput, type CommandRun } from '@nsi/core/cli';
import { optimizerError } from '../errors.ts';

export const run: CommandRun = async ({ options, frame, cwd }) => {
  const isScript = options['ts'] === true;
  const file = resolve(cwd, frame.output ?? (isScript ? 'nsi.config.ts' : 'nsi.config.json'));
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere && options['force'] !== true) throw optimizerError('NSI_OPTIMIZER_CONFIG_EXISTS', `expected no file at ${file}, found one`);
  const level = frame.level ?? 'balanced';
  await writeOutput(file, file.endsWith('.json') ? jsonText(level) : scriptText(level));
  return { data: { file }, text: `Wrote ${file}. See what it means with \`nsi config show\`.`, document: false };
};

function jsonText(level: string): string {
  const $schema = `./${join('node_modules', '@nsi', 'optimizer', 'schema', 'config.json')}`;
  const config = {
    $schema,
    level,
    limits: {},
    memory: { enabled: true },
    cpu: { enabled: true },
    io: { enabled: true },
    plugins: [],
    environments: { development: {}, testing: {}, production: {} },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

function scriptText(level: string): string {
  return `import { defineConfig } from '@nsi/optimizer';

export default defineConfig({
  level: '${level}',
  limits: {},
  memory: { enabled: true },
  cpu: { enabled: true },
  io: { enabled: true },
  plugins: [],
  environments: { development: {}, testing: {}, production: {} },
});
`;
}
