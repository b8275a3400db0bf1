import { dirname, relative, resolve } from 'node:path';
import { environmentOf, type ConfigLayer } from '@nsi/core';
import { findConfigFile } from './find-config-file.ts';
import { readConfigFile } from './read-config-file.ts';

/** Where a configuration is read from. Every field has a default, so that a program needs none of them and a test can replace all. */
export interface SourceOptions {
  /** Where the look-up starts. Default: the working directory. */
  readonly cwd?: string;
  /** This file instead of a look-up; `false`: none. */
  readonly file?: string | false;
  /** Default: `process.env`. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  /** Default: `NSI_ENV`, else `NODE_ENV`, else development. */
  readonly environment?: string;
}

/** What configures this process, before it is resolved. */
export interface ConfigSources {
  /** Absolute path of the file that was read. */
  readonly file: string | undefined;
  /** Where relative plugin paths count from. */
  readonly folder: string;
  readonly layers: readonly ConfigLayer[];
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly environment: string;
}

/** Finds and reads the configuration file. */
export async function readSources({
  cwd = process.cwd(),
  file,
  variables = process.env,
  environment,
}: SourceOptions = {}): Promise<ConfigSources> {
  const path = file === undefined ? await findConfigFile(resolve(cwd)) : file === false ? undefined : resolve(cwd, file);
  return {
    file: path,
    folder: path === undefined ? resolve(cwd) : dirname(path),
    layers: path === undefined ? [] : [{ origin: relative(cwd, path) || path, value: await readConfigFile(path) }],
    variables,
    environment: environment ?? environmentOf(variables),
  };
}
