import fs from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, 'partials');

function partial(name) {
  return fs.readFileSync(path.join(folder, `${name}.html`), 'utf8'); // <- slow
}

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escape(text) {
  return text.replaceAll(/[&<>]/g, (character) => escapes[character]);
}

export function render({ title, tags, body }) {
  const head = partial('head').replace('%title%', escape(title));
  const list = tags.map((tag) => `<li>${escape(tag)}</li>`).join('');
  return `${head}<ul>${list}</ul><main>${escape(body)}</main>${partial('foot')}`;
}
