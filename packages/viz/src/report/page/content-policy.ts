import { sha256 } from './sha256.ts';

/**
 * The page's content security policy: the given scripts and style sheet by their hash, pictures inside the file, nothing else and no
 * request of any kind.
 */
export function contentPolicy({ scripts, styles }: { readonly scripts: readonly string[]; readonly styles: readonly string[] }): string {
  return [
    "default-src 'none'",
    `script-src ${scripts.map((text) => sourceHash(text)).join(' ')}`,
    `style-src ${styles.map((text) => sourceHash(text)).join(' ')}`,
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function sourceHash(text: string): string {
  return `'sha256-${sha256(text, 'base64')}'`;
}
