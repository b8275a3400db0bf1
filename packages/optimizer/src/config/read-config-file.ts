import { readFile, stat } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { describe, isPlainObject } from '@nsi/core';
import { optimizerError } from '../errors.ts';

const maxFileBytes = 2 ** 20;

/** What a configuration file holds. JSON is read; a script is imported and its default export taken. */
export async function readConfigFile(file: string): Promise<Readonly<Record<string, unknown>>> {
  const value = file.endsWith('.json') ? await readJson(file) : await readScript(file);
  if (isPlainObject(value)) return value;
  throw optimizerError('NSI_OPTIMIZER_CONFIG_FILE', `expected ${file} to hold an object, got ${describe(value)}`);
}

async function readJson(file: string): Promise<unknown> {
  const { size } = await stat(file).catch((cause: unknown) => {
    throw optimizerError('NSI_OPTIMIZER_CONFIG_FILE', `expected a configuration file at ${file}, found none`, { cause });
  });
  if (size > maxFileBytes)
    throw optimizerError('NSI_OPTIMIZER_CONFIG_FILE', `expected ${file} to have at most ${maxFileBytes} bytes, got ${size}`);
  const text = await readFile(file, 'utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw optimizerError('NSI_OPTIMIZER_CONFIG_FILE', `expected ${file} to be JSON, got: ${(cause as Error).message}`, {
      hint: 'Mend the file where the message says.',
      cause,
    });
  }
}

async function readScript(file: string): Promise<unknown> {
  try {
    const module = (await import(pathToFileURL(file).href)) as { readonly default?: unknown };
    return module.default;
  } catch (cause) {
    throw optimizerError(
      'NSI_OPTIMIZER_CONFIG_FILE',
      `expected ${file} to be a module with a default export, got: ${(cause as Error).message}`,
      { cause },
    );
  }
}
