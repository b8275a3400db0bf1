import { coreError } from '../errors.ts';

/** One implementation of a port over one library, which is loaded when the driver is opened. */
export interface Driver<Library, Options, Port> {
  /** Unique among the drivers of its port, in kebab-case. */
  readonly name: string;
  /** The package it needs, when that is not a dependency; printed in the error when it is missing. */
  readonly needs?: { readonly package: string; readonly range: string };
  load(): Library | Promise<Library>;
  create(library: Library, options: Options): Port;
}

/** A frozen driver with `open`, which loads the library once and makes a port from it. */
export interface DefinedDriver<Options, Port> {
  readonly name: string;
  readonly needs: { readonly package: string; readonly range: string } | undefined;
  /** Rejects with `NSI_CORE_DRIVER_MISSING`, which names the install command, when the library is not there. */
  open(options: Options): Promise<Port>;
}

/** Joins a library to a port. A newcomer adds one file that calls this. */
export function defineDriver<Library, Options, Port>({
  name,
  needs,
  load,
  create,
}: Driver<Library, Options, Port>): DefinedDriver<Options, Port> {
  let library: Promise<Library> | undefined;
  return Object.freeze({
    name,
    needs,
    async open(options: Options) {
      library ??= Promise.resolve(load());
      try {
        return create(await library, options);
      } catch (error) {
        if (!needs || !isMissing(error)) throw error;
        library = undefined;
        throw coreError(
          'NSI_CORE_DRIVER_MISSING',
          `expected the package \`${needs.package}\` (${needs.range}) for the driver \`${name}\`, found none`,
          {
            hint: `Run \`npm install ${needs.package}@"${needs.range}"\`.`,
            cause: error,
          },
        );
      }
    },
  });
}

function isMissing(error: unknown): boolean {
  const code = (error as { readonly code?: unknown } | undefined)?.code;
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
}
