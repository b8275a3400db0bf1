'use strict';

function blockOf(lines) {
  const [first] = lines;
  if (first.startsWith('#')) {
    const level = first.indexOf(' ');
    return { kind: 'heading', level, text: first.slice(level + 1) };
  }
  if (first.startsWith('- ')) return { kind: 'list', items: lines.map((line) => line.slice(2)) };
  if (first.startsWith('    ')) return { kind: 'code', text: lines.map((line) => line.slice(4)).join('\n') };
  return { kind: 'paragraph', text: lines.join(' ') };
}

/** Blocks of a text: what lies between empty lines. */
exports.blocksOf = function* blocksOf(text) {
  let lines = [];
  for (const line of text.split('\n')) {
    if (line !== '') {
      lines.push(line);
      continue;
    }
    if (lines.length > 0) yield blockOf(lines);
    lines = [];
  }
  if (lines.length > 0) yield blockOf(lines);
};
