import { access, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { describe, isPlainObject } from '@nsi/core';
import { ioError } from '../errors.ts';
import type { IoOptionsInput } from '../options.ts';
import { writeAtomic } from '../write/write-atomic.ts';

/** The names a configuration goes by, in the order in which they are looked for in a folder. */
const configNames = Object.freeze([
  'nsi.config.ts',
  'nsi.config.mts',
  'nsi.config.js',
  'nsi.config.mjs',
  'nsi.config.json',
  'optimization_config.json',
]);

/**
 * Writes `section` into the section `io` of the configuration in force for `folder`: the file named `file`, else the nearest one upward, else a
 * new `nsi.config.json`. Everything else in the file stays, as does its indentation. Returns the path. Rejects with `NSI_IO_PROBE_CONFIG`
 * for a script and for what is no JSON object.
 */
export async function editConfig(section: IoOptionsInput, folder: string, file?: string): Promise<string> {
  const found = file === undefined ? await findConfig(folder) : resolve(folder, file);
  const path = found ?? join(folder, 'nsi.config.json');
  if (!path.endsWith('.json')) {
    throw ioError('NSI_IO_PROBE_CONFIG', `expected a JSON file to edit, got ${path}`, {
      hint: `Copy this into it: io: ${JSON.stringify(section)}`,
    });
  }
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  const config = text === undefined ? {} : parseConfig(text, path);
  const before = config['io'] ?? {};
  if (!isPlainObject(before)) throw ioError('NSI_IO_PROBE_CONFIG', `expected \`io\` in ${path} to be an object, got ${describe(before)}`);
  const io = { ...before };
  for (const [part, values] of Object.entries(section)) {
    io[part] = isPlainObject(io[part]) ? { ...io[part], ...values } : values;
  }
  const indent = /^\{\r?\n([ \t]+)"/.exec(text ?? '')?.[1] ?? '  ';
  await writeAtomic(path, `${JSON.stringify({ ...config, io }, undefined, indent)}\n`);
  return path;
}

function parseConfig(text: string, path: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw ioError('NSI_IO_PROBE_CONFIG', `expected ${path} to be JSON, got: ${(cause as Error).message}`, { cause });
  }
  if (isPlainObject(value)) return value;
  throw ioError('NSI_IO_PROBE_CONFIG', `expected ${path} to hold an object, got ${describe(value)}`);
}

async function findConfig(folder: string): Promise<string | undefined> {
  const candidates = configNames.map((name) => join(folder, name));
  const found = await Promise.all(candidates.map(isThere));
  const index = found.indexOf(true);
  if (index >= 0) return candidates[index];
  const above = dirname(folder);
  return above === folder ? undefined : findConfig(above);
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
