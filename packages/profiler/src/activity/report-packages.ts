import type { CallTree, LoadedPackage, ProfileFrame } from '@nsi/core/report';

/** Packages whose modules' top-level code was seen running, by samples. */
export function reportPackages(frames: readonly ProfileFrame[], { parent, frame, self }: CallTree): readonly LoadedPackage[] {
  const packages = new Map<string, { samples: number; files: Set<string> }>();
  // What is below the top-level code of a module is the cost of loading its package, down to that of another package.
  const owner: (string | undefined)[] = [];
  for (const [row, own] of frame.entries()) {
    const { file, name, line } = frames[own] as ProfileFrame;
    const isTop = file !== '' && (name === '' || name === '(anonymous)') && line === 1 && !file.startsWith('node:');
    owner[row] = isTop ? packageOf(file) : owner[parent[row] as number];
    const at = owner[row];
    if (at === undefined) continue;
    const known = packages.get(at) ?? { samples: 0, files: new Set<string>() };
    known.samples += self[row] as number;
    if (isTop) known.files.add(file);
    packages.set(at, known);
  }
  return [...packages]
    .map(([name, { samples, files }]) => ({ name, fileCount: files.size, samples }))
    .toSorted((left, right) => right.samples - left.samples);
}

/** `(app)` for the program's own files. */
function packageOf(file: string): string {
  const [, name] = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file) ?? [];
  return name?.replace('\\', '/') ?? '(app)';
}
