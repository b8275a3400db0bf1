import { NsiError, type NsiErrorCode, type NsiErrorOptions } from './nsi-error.ts';

/** One row of a room's error table; the reference page is generated from it. */
export interface ErrorDefinition {
  /** When it is thrown, as a sentence for the reference page. */
  readonly when: string;
  /** What the reader should do about it: the default `hint`. */
  readonly hint: string;
}

/** Every error code of a room with its definition. A code that was published once keeps its meaning. */
export type ErrorTable<Code extends NsiErrorCode> = Readonly<Record<Code, ErrorDefinition>>;

/** Makes an error of a table: `message` says what was expected and what came; the table's hint is used unless another is given. */
export type MakeError<Code extends NsiErrorCode> = (code: Code, message: string, options?: NsiErrorOptions) => NsiError;

/** Turns a table of codes into the one function that makes a room's errors. */
export function defineErrors<Code extends NsiErrorCode>(table: ErrorTable<Code>): MakeError<Code> {
  return (code, message, options = {}) => new NsiError(code, message, { hint: table[code].hint, ...options });
}
