export class FormatMismatch extends TypeError {
  override readonly name = 'FormatMismatch';
}

/** Ends the reading of a telegram that is in another format. */
export function mismatch(format: string, telegram: string): never {
  throw new FormatMismatch(`${telegram.slice(0, 12)} is not in format ${format}`); // <- slow
}
