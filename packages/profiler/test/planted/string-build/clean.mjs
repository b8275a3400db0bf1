const text = Array.from({ length: 6000 }, (_, index) => `line ${index} of the log`).join('\n');

function countLines(source) {
  let count = 0;
  for (let start = source.indexOf('\n'); start >= 0; start = source.indexOf('\n', start + 1)) count++;
  return count;
}

let count = 0;
for (const untilMs = performance.now() + 400; performance.now() < untilMs;) count += countLines(text);
process.stdout.write(`${count > 0}\n`);
