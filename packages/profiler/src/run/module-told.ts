/** What is called, and how often. */
export interface ModuleCall {
  readonly module: string;
  readonly cwd: string;
  readonly name?: string;
  readonly calls?: number;
  readonly args: readonly string[];
}

/** What calling a module has to say, in a file that this variable names. */
export const moduleToldVariable = '_NSI_MODULE_TOLD';

/** Written as JSON by the process that calls. */
export interface ModuleTold {
  /** Why nothing was called. */
  readonly problem?: string;
  readonly hint?: string;
  /** Functions that were not called, because they need arguments. */
  readonly skipped?: readonly string[];
  /** A function that threw, and was given less than it declares. */
  readonly lacking?: { readonly name: string; readonly parameters: number; readonly given: number };
}
