import { createContentLoader, type ContentData } from 'vitepress';

/** A decision record as the list shows it. */
export interface Decision {
  readonly url: string;
  readonly title: string;
}

export declare const data: readonly Decision[];

const loader: ReturnType<typeof createContentLoader<Decision[]>> = createContentLoader('decisions/*.md', {
  includeSrc: true,
  transform: (pages: ContentData[]): Decision[] =>
    pages
      .filter(({ url }) => !url.endsWith('/'))
      .map(({ url, src = '' }) => ({ url: `.${url.slice(url.lastIndexOf('/'))}`, title: /^# (.+)$/m.exec(src)?.[1] ?? url })),
});
export default loader;
