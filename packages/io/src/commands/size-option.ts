import { parseByteSize } from '@nsi/core';
import { ioError, type IoErrorCode } from '../errors.ts';

/** Bytes that the text of an option names. Throws `code` for text that names none. */
export function sizeOption(options: Readonly<Record<string, unknown>>, name: string, code: IoErrorCode): number {
  const text = String(options[name]);
  const bytes = parseByteSize(text);
  if (bytes !== undefined) return bytes;
  const flag = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw ioError(code, `expected \`--${flag}\` to be a size such as "64MiB", got ${JSON.stringify(text)}`);
}
