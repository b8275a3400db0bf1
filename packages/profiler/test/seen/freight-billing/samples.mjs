export function tariffText(carriers, zones, steps) {
  const lines = ['# carrier;zone;step;cents;currency'];
  for (let carrier = 0; carrier < carriers; carrier++) {
    for (let zone = 0; zone < zones; zone++) {
      for (let step = 1; step <= steps; step++) lines.push(`C${carrier};Z${zone};${step};${290 + zone * 35 + step * 80};EUR`);
    }
  }
  return lines.join('\n');
}

export function* shipments(count) {
  let seed = 42;
  const next = (limit) => (seed = (seed * 48271) % 2147483647) % limit;
  for (let n = 0; n < count; n++) {
    yield { customer: `K${next(900)}`, carrier: `C${next(40)}`, zone: `Z${next(12)}`, grams: 1 + next(9_999), insured: next(5) === 0 };
  }
}
