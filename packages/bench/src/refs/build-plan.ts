import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What makes a fresh checkout runnable. */
export interface BuildPlan {
  /** Shell command that installs dependencies; left out when `links` or nothing does. */
  readonly install?: string;
  /** Whether the checkout may use the repository's own `node_modules`. */
  readonly links: boolean;
  /** Shell command that builds a version. */
  readonly build?: string;
}

export interface BuildWishes {
  readonly install?: string;
  /** `false`: build nothing. */
  readonly build?: string | false;
}

const managers = Object.freeze([
  { lock: 'pnpm-lock.yaml', install: 'pnpm install --frozen-lockfile --prefer-offline', build: 'pnpm run build' },
  { lock: 'package-lock.json', install: 'npm ci --prefer-offline --no-audit --no-fund', build: 'npm run build' },
  { lock: 'yarn.lock', install: 'yarn install --immutable', build: 'yarn run build' },
  { lock: 'bun.lock', install: 'bun install --frozen-lockfile', build: 'bun run build' },
]);

/**
 * How to install and build a checkout. The repository's `node_modules` are shared when the lock files are equal and it is no workspace:
 * in a workspace they point at the repository's own packages, and the old version would silently run the new code.
 */
export function planBuild(
  repository: string,
  checkout: { readonly root: string; readonly cwd: string },
  { install, build }: BuildWishes,
): BuildPlan {
  const manager = managers.find(({ lock }) => existsSync(join(checkout.root, lock)));
  const buildCommand =
    build === false ? undefined : (build ?? (hasBuildScript(checkout.cwd) ? (manager?.build ?? 'npm run build') : undefined));
  const shared = buildCommand === undefined ? {} : { build: buildCommand };
  if (install !== undefined) return { ...shared, install, links: false };
  if (!manager) return { ...shared, links: existsSync(join(repository, 'node_modules')) };
  const isSame = !isWorkspace(checkout.root) && textOf(join(repository, manager.lock)) === textOf(join(checkout.root, manager.lock));
  return isSame && existsSync(join(repository, 'node_modules'))
    ? { ...shared, links: true }
    : { ...shared, links: false, install: manager.install };
}

function isWorkspace(root: string): boolean {
  return existsSync(join(root, 'pnpm-workspace.yaml')) || manifestOf(root)['workspaces'] !== undefined;
}

function hasBuildScript(folder: string): boolean {
  const { scripts } = manifestOf(folder);
  return typeof scripts === 'object' && scripts !== null && 'build' in scripts;
}

function manifestOf(folder: string): Readonly<Record<string, unknown>> {
  const text = textOf(join(folder, 'package.json'));
  try {
    return text === undefined ? {} : (JSON.parse(text) as Readonly<Record<string, unknown>>);
  } catch {
    return {};
  }
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
