import * as fs from 'node:fs';
import { join } from 'node:path';

export class StatementBook {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Statement with its parameters put in as literals. */
  fill(name: string, values: Readonly<Record<string, unknown>>): string {
    return this.#textOf(name).replace(/:(\w+)/g, (_, key: string) => literal(values[key]));
  }

  #textOf(name: string): string {
    const file = join(this.#folder, `${name}.sql`);
    return (fs as typeof fs & { readonly default: typeof fs }).default
      .readFileSync(file) // <- slow
      .toString('utf8')
      .trimEnd();
  }
}

function literal(value: unknown): string {
  if (value === undefined || value === null) return 'NULL';
  return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
}
