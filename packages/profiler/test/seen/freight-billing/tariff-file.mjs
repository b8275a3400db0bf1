/** Rates of a tariff: `carrier;zone;step;cents;currency` a line. */
export function parseTariff(text) {
  const rates = [];
  for (const line of text.split('\n')) {
    if (!/^\w+;/.test(line)) continue;
    const [carrier, zone, step, cents, currency] = line.split(';');
    rates.push({ carrier, zone, step: Number(step), cents: Number(cents), currency });
  }
  return rates;
}
