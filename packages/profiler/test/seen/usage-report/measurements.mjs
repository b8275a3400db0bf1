export function measurements(count) {
  const all = [];
  let seed = 99;
  for (let n = 0; n < count; n++) {
    seed = (seed * 48271) % 2147483647;
    const watts = 200 + (seed % 700);
    all.push({ machine: `m-${n}`, hall: seed % 9, watts, efficiency: (seed % 10_000) / 100 / watts });
  }
  return all;
}
