const text = Array.from({ length: 6000 }, (_, index) => `line ${index} of the log`).join('\n');

function countLines(source) {
  let rest = source;
  let count = 0;
  for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
    count++;
    rest = rest.replace(/^[^\n]*\n/, '');
    rest = rest.split('').join(''); // <- slow
    if (count % 60 === 0) return count;
  }
  return count;
}

let count = 0;
for (const untilMs = performance.now() + 700; performance.now() < untilMs;) count += countLines(text);
process.stdout.write(`${count > 0}\n`);
