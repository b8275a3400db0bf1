function collatz(limit) {
  let longest = 0;
  for (let start = 1; start < limit; start++) {
    let steps = 0;
    for (let value = start; value !== 1; steps++) value = value % 2 === 0 ? value / 2 : 3 * value + 1;
    if (steps > longest) longest = steps;
  }
  return longest;
}
if (collatz(700_000) < 1) process.exit(1);
