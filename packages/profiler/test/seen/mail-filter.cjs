// Right answer: regex-backtrack
// Sorts mail subjects into folders.

const rules = [
  { folder: 'lists', pattern: /^\[[\w-]+\]/ },
  { folder: 'receipts', pattern: /\b(?:receipt|invoice) (?:no\.? )?\d+/i },
  { folder: 'promotions', pattern: /^(?:\w+[\s!]*)+\d+% off$/i },
  { folder: 'answers', pattern: /^(?:re|fwd?):/i },
];

function folderOf(subject) {
  for (const { folder, pattern } of rules) {
    if (pattern.test(subject)) return folder; // <- slow
  }
  return 'inbox';
}

function subjectOf(index) {
  if (index % 4 === 0) return `[node-dev] release ${index}`;
  if (index % 4 === 1) return `Your receipt no. ${index}`;
  if (index % 4 === 2) return `SpringSaleBigDeals${'Now'.repeat(index % 3)}?`;
  return `Re: lunch on day ${index}`;
}

const counts = new Map();
for (let index = 0; index < 260; index++) {
  const folder = folderOf(subjectOf(index));
  counts.set(folder, (counts.get(folder) ?? 0) + 1);
}
console.log([...counts].map(([folder, count]) => `${folder}: ${count}`).join(', '));
