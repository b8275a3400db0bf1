import { readFileSync } from 'node:fs';

/** Version of this package. Built files stand one folder below its root; so does this file. */
export const ownVersion: string = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { readonly version: string }
).version;
