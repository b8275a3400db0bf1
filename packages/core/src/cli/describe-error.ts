import { isNsiError } from '../errors/nsi-error.ts';

/** What stderr says of an error: message, hint and code of ours; message and stack of a stranger. JSON when asked. */
export function describeError(error: unknown, { json, color }: { readonly json: boolean; readonly color: boolean }): string {
  const red = (text: string): string => (color ? `\u001B[31m${text}\u001B[39m` : text);
  const dim = (text: string): string => (color ? `\u001B[2m${text}\u001B[22m` : text);
  if (isNsiError(error)) {
    const { code, message, hint } = error;
    if (json) return `${JSON.stringify({ error: { code, message, hint } })}\n`;
    return `${red('error')} ${printable(message)}\n${hint === undefined ? '' : `${dim('hint')}  ${printable(hint)}\n`}${dim(`code  ${code}`)}\n`;
  }
  const message = error instanceof Error ? error.message : String(error);
  if (json) return `${JSON.stringify({ error: { message } })}\n`;
  return `${red('error')} ${error instanceof Error ? printable(error.stack ?? message) : printable(message)}\n`;
}

/** Control characters other than line breaks and tabs are shown as escapes, so that foreign text cannot drive the terminal. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}--[\n\t]]/gv, (character) => `\\x${character.codePointAt(0)!.toString(16).padStart(2, '0')}`);
}
