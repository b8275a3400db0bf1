import type { SystemFiles } from './system-files.ts';

/** A control group that may bound this process: its folder and every folder above it that is visible, innermost first. */
export interface ControlGroup {
  readonly version: 1 | 2;
  readonly folders: readonly string[];
}

/** The control groups of this process with a controller. On a mixed system both versions are there, and each may set a bound. */
export function controlGroups(files: SystemFiles, controller: 'cpu' | 'memory'): readonly ControlGroup[] {
  const memberships = parseMemberships(files.read('/proc/self/cgroup') ?? '', controller);
  return parseMounts(files.read('/proc/self/mountinfo') ?? '', controller).flatMap((mount) => {
    const path = memberships.get(mount.version);
    return path === undefined ? [] : [{ version: mount.version, folders: foldersOf(mount, path) }];
  });
}

interface Mount {
  readonly version: 1 | 2;
  /** Which part of the hierarchy is mounted. */
  readonly root: string;
  readonly point: string;
}

/** `36 35 98:0 /root /point rw,noatime master:1 - cgroup2 cgroup2 rw` (proc(5)). */
function parseMounts(text: string, controller: string): readonly Mount[] {
  return text.split('\n').flatMap((line): readonly Mount[] => {
    const [front = '', back = ''] = line.split(' - ');
    const [, , , root, point] = front.split(' ');
    const [type, , superOptions = ''] = back.split(' ');
    if (root === undefined || point === undefined) return [];
    const mount = { root: unescaped(root), point: unescaped(point) };
    if (type === 'cgroup2') return [{ version: 2, ...mount }];
    return type === 'cgroup' && superOptions.split(',').includes(controller) ? [{ version: 1, ...mount }] : [];
  });
}

/** `0::/path` is version 2, `4:cpu,cpuacct:/path` version 1. */
function parseMemberships(text: string, controller: string): ReadonlyMap<1 | 2, string> {
  const paths = new Map<1 | 2, string>();
  for (const line of text.split('\n')) {
    const [hierarchy, controllers, ...rest] = line.split(':');
    if (hierarchy === '0' && controllers === '') paths.set(2, rest.join(':'));
    else if (controllers?.split(',').includes(controller)) paths.set(1, rest.join(':'));
  }
  return paths;
}

function foldersOf({ root, point }: Mount, path: string): readonly string[] {
  // Below another namespace's root the path leads out of what is mounted: then only the mount itself can be read.
  const inside = path.includes('/..') ? '' : withoutPrefix(path, root);
  const steps = inside.split('/').filter((step) => step !== '');
  return Array.from({ length: steps.length + 1 }, (_, up) => [point, ...steps.slice(0, steps.length - up)].join('/'));
}

function withoutPrefix(path: string, root: string): string {
  if (root === '/') return path;
  return path === root || path.startsWith(`${root}/`) ? path.slice(root.length) : '';
}

/** Blanks in mountinfo are written as octal escapes. */
function unescaped(path: string): string {
  return path.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCodePoint(Number.parseInt(octal, 8)));
}
