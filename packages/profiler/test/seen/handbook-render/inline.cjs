'use strict';

const marks = /\*\*([^*]+)\*\*|\*([^*]+)\*|`([^`]+)`|\[([^\]]+)\]\(([^)]+)\)|[&<>]/g;
const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function replaceMark(found, strong, emphasis, code, label, target) {
  if (strong !== undefined) return `<strong>${strong}</strong>`;
  if (emphasis !== undefined) return `<em>${emphasis}</em>`;
  if (code !== undefined) return `<code>${code}</code>`;
  return label === undefined ? entities[found] : `<a href="${target}">${label}</a>`;
}

exports.inline = (text) => text.replace(marks, replaceMark);
