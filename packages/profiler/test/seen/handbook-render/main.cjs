// Right answer: clean
// Renders the chapters of a handbook from plain text with marks to HTML, with a list of contents and an index.
'use strict';
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { blocksOf } = require('./blocks.cjs');
const { inline } = require('./inline.cjs');
const { WordIndex } = require('./word-index.cjs');

const sample = fs.readFileSync(path.join(__dirname, 'chapter.txt'), 'utf8');
const slug = (title) => title.toLowerCase().replace(/[^a-z0-9]+/g, '-');

const renderers = {
  heading: ({ level, text }, page) => {
    page.contents.push(`${'  '.repeat(level - 1)}${text}`);
    return `<h${level} id="${slug(text)}">${inline(text)}</h${level}>`;
  },
  list: ({ items }) => `<ul>${items.map((item) => `<li>${inline(item)}</li>`).join('')}</ul>`,
  code: ({ text }) => `<pre>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`,
  paragraph: ({ text }) => `<p>${inline(text)}</p>`,
};

function render(text, number, index) {
  const page = { contents: [], html: [] };
  for (const block of blocksOf(text)) {
    page.html.push(renderers[block.kind](block, page));
    if (block.text !== undefined && block.kind !== 'code') index.add(block.text, number);
  }
  return page;
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'handbook-'));
const index = new WordIndex({ skip: ['the', 'and', 'with', 'that'] });
const parts = [];
let contents = 0;
for (let number = 1; number <= 80_000; number++) {
  const page = render(sample.replaceAll('{n}', String(number)), number % 400, index);
  contents += page.contents.length;
  if (number % 1_000 === 0) parts.push(page.html.join('\n'));
}
fs.writeFileSync(path.join(folder, 'handbook.html'), parts.join('\n'));
console.log(contents, 'headings,', index.size, 'words,', fs.statSync(path.join(folder, 'handbook.html')).size, 'bytes');
fs.rmSync(folder, { recursive: true });
