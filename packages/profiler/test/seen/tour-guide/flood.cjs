/** Steps from the nearest of the starts to each place, -1 where no way leads. */
function flood(starts, neighboursOf, size) {
  const steps = new Int32Array(size).fill(-1);
  const front = [...new Set(starts)];
  for (const start of front) steps[start] = 0;
  const take = () => front.shift(); // <- slow
  while (front.length > 0) {
    const place = take();
    for (const next of neighboursOf(place)) {
      if (steps[next] !== -1) continue;
      steps[next] = steps[place] + 1;
      front.push(next);
    }
  }
  return steps;
}

module.exports = { flood };
