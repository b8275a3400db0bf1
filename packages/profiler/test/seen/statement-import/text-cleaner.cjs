'use strict';

const bom = /^\uFEFF/;
const lineEnds = /\r\n?/g;
const trailing = /[^\S\n]+$/gm;
const blankLines = /\n{3,}/g;

/** Text with plain line ends, no blanks at the end of lines and at most one empty line in a row. */
exports.normalise = function normalise(text, { tabs = false } = {}) {
  let clean = text.replace(bom, '').replace(lineEnds, '\n');
  if (tabs) clean = clean.replaceAll('\t', '    ');
  clean = clean.replace(trailing, ''); // <- slow
  return clean.replace(blankLines, '\n\n').trim();
};
