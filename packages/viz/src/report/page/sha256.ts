/** SHA-256 of `text`. `node:crypto` is loaded by the first call, which a page needs and a single picture does not: it takes 5 to 8 ms. */
export function sha256(text: string, encoding: 'hex' | 'base64'): string {
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(text).digest(encoding);
}
