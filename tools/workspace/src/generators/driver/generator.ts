import { join } from 'node:path';
import { generateFiles, names, type Tree } from '@nx/devkit';

export interface DriverOptions {
  readonly name: string;
  readonly directory: string;
  readonly port: 'codec' | 'store';
  readonly library?: string;
  readonly range?: string;
}

/** Writes the one file a newcomer adds, with calls that work for a library of the usual shape, and its conformance test. */
export default async function driver(tree: Tree, { name, directory, port, library, range = '*' }: DriverOptions): Promise<void> {
  const { fileName, className, propertyName } = names(name);
  generateFiles(tree, join(import.meta.dirname, 'files', port), directory, {
    name: fileName,
    Name: className,
    variable: propertyName,
    library: library ?? fileName,
    range,
    tmpl: '',
  });
}
