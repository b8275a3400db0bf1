import { type CreateNodes, createNodesFromFiles, readJsonFile, type TargetConfiguration } from '@nx/devkit';
import { existsSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { storeyOf } from './storeys.ts';

/** Every `packages/*` gets the same cached targets; `tools/*` and the examples get those they have files for. Packages carry no target boilerplate. */
export const createNodes: CreateNodes = [
  '{packages,tools,docs/examples}/*/package.json',
  (files, options, context) =>
    createNodesFromFiles(
      (file) => {
        const root = dirname(file);
        const { description = '' } = readJsonFile<{ description?: string }>(join(context.workspaceRoot, file));
        const has = (path: string): boolean => existsSync(join(context.workspaceRoot, root, path));
        const targets = { ...checks(root, has), ...(root.startsWith('packages/') ? builds(root, has) : {}) };
        const storey = root.startsWith('packages/') ? storeyOf(basename(root)) : 'cellar';
        return { projects: { [root]: { root, targets, tags: [`storey:${storey}`], metadata: { description } } } };
      },
      files,
      options,
      context,
    ),
];
export const createNodesV2: CreateNodes = createNodes;

function checks(root: string, has: (path: string) => boolean): Record<string, TargetConfiguration> {
  const kernels = has('assembly') ? ['kernels'] : [];
  const build = posix.relative(root, 'tools/build');
  return {
    // Programs that tests profile are slow and careless on purpose.
    // oxfmt applies the ignore patterns of its configuration only below that file: what must stay as it is written is named here too.
    lint: cached(
      root,
      `oxlint -c ${build}/oxlintrc.json --ignore-pattern 'assembly/**' --ignore-pattern 'test/{planted,seen,held-out,programs}/**' . && oxfmt -c ${build}/oxfmtrc.json --check . '!**/*.md' '!**/schema/*.json' '!assembly/**'`,
      {
        inputs: ['default'],
      },
    ),
    ...(has('tsconfig.json') ? { typecheck: cached(root, 'tsc -p tsconfig.json', { inputs: ['default', '^production'] }) } : {}),
    ...(has('src') && has('package.json')
      ? {
          test: cached(root, 'vitest run --config ../../tools/build/vitest.config.ts --passWithNoTests', {
            inputs: ['default', '^production'],
            dependsOn: root.startsWith('tools/') ? ['^build'] : [...kernels, '^kernels'],
          }),
        }
      : {}),
  };
}

function builds(root: string, has: (path: string) => boolean): Record<string, TargetConfiguration> {
  const config = has('tsup.config.ts') ? 'tsup.config.ts' : '../../tools/build/tsup.config.ts';
  const kernels = has('assembly')
    ? {
        kernels: cached(root, 'node assembly/build.ts', {
          inputs: ['{projectRoot}/assembly/**/*', 'sharedGlobals'],
          outputs: ['{projectRoot}/wasm'],
        }),
      }
    : {};
  return {
    ...kernels,
    build: cached(root, `tsup --silent --config ${config} && tsc -p tsconfig.lib.json`, {
      inputs: ['production', '^production'],
      outputs: ['{projectRoot}/dist'],
      dependsOn: ['^build', ...Object.keys(kernels)],
    }),
    api: cached(root, 'node ../../tools/house/api.ts', {
      inputs: [
        '{projectRoot}/package.json',
        '{projectRoot}/api/**/*',
        '{workspaceRoot}/tools/house/**/*',
        { dependentTasksOutputFiles: '**/*.d.ts', transitive: true },
      ],
      outputs: ['{projectRoot}/api'],
      dependsOn: ['build'],
    }),
  };
}

function cached(cwd: string, command: string, more: Partial<TargetConfiguration>): TargetConfiguration {
  return { executor: 'nx:run-commands', cache: true, options: { command, cwd }, ...more };
}
