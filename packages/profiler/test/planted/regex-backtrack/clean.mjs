const title = `${'word '.repeat(5)}!`;

function isTitle(text) {
  let sum = 0;
  for (let turn = 0; turn < 2000; turn++) sum += Math.sqrt(turn) * text.length;
  return /^\w+(?:\s\w+)*$/.test(text) && sum > 0;
}

let matches = 0;
for (const untilMs = performance.now() + 500; performance.now() < untilMs;) matches += isTitle(title) ? 1 : 0;
process.stdout.write(`${matches}\n`);
