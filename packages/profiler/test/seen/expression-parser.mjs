// Right answer: clean
// Evaluates long sums that users typed. What is cut off of a flat string is a view of it: nothing is copied.

function tokens(text) {
  const found = [];
  let rest = text;
  while (rest.length > 0) {
    const [token] = /^(?:\d+|[+*()-]|\s+)/.exec(rest) ?? [rest[0]];
    if (token.trim() !== '') found.push(token);
    rest = rest.slice(token.length).trimStart();
  }
  return found;
}

function sum(text) {
  let total = 0;
  for (const token of tokens(text)) if (/^\d/.test(token)) total += Number(token);
  return total;
}

const text = Array.from({ length: 9000 }, (_, index) => `${index % 2 ? 'é' : ''}${index}`.replace('é', '')).join(' + ');
let total = 0;
for (let turn = 0; turn < 90; turn++) total += sum(`${text} + ${turn}`);
console.log(total);
