import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type DefaultTheme, type UserConfig } from 'vitepress';

const root = join(import.meta.dirname, '..');

/** The pages of a folder, in the order of their file names, by their own headings. */
function pagesOf(folder: string): DefaultTheme.SidebarItem[] {
  return readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.md') && file !== 'index.md')
    .toSorted()
    .map((file) => ({ text: headingOf(join(root, folder, file)), link: `/${folder}/${file.replace(/\.md$/, '')}` }));
}

function headingOf(file: string): string {
  return /^# (.+)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? file;
}

const guide = ['getting-started', 'measuring', 'profiling', 'memory', 'cpu', 'io', 'configuration', 'plugins', 'ci-gate']
  .filter((name) => existsSync(join(root, 'guide', `${name}.md`)))
  .map((name) => ({ text: headingOf(join(root, 'guide', `${name}.md`)), link: `/guide/${name}` }));

const site: UserConfig<DefaultTheme.Config> = defineConfig({
  title: 'NSI',
  description: 'Makes Node.js programs faster and leaner, and proves it.',
  cleanUrls: true,
  lastUpdated: false,
  srcExclude: ['examples/**'],
  themeConfig: {
    search: { provider: 'local' },
    nav: [
      { text: 'Guide', link: '/guide/getting-started' },
      { text: 'Reference', link: '/reference/configuration' },
      { text: 'Decisions', link: '/decisions/' },
    ],
    sidebar: [
      { text: 'Guide', items: guide },
      { text: 'Reference', items: pagesOf('reference') },
      { text: 'Decisions', items: pagesOf('decisions') },
    ],
    footer: { copyright: '© 2025 Negative Space Imaging, Inc. All rights reserved.' },
  },
});
export default site;
