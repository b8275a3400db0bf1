// Right answer: clean
// Writes invoices as text, with one formatter for all of them.

interface Invoice {
  readonly number: number;
  readonly lines: readonly { readonly title: string; readonly cents: number }[];
}

const money = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' });

function write({ number, lines }: Invoice): string {
  const text = [`Invoice ${number}`];
  let sum = 0;
  for (const { title, cents } of lines) {
    sum += cents;
    text.push(`${title.padEnd(20, '.')} ${cents}`);
  }
  text.push(`Sum: ${money.format(sum / 100)}`);
  return text.join('\n');
}

let length = 0;
for (let number = 0; number < 120_000; number++) {
  const lines = Array.from({ length: 8 }, (_, index) => ({ title: `Line ${index}`, cents: (number * index) % 9000 }));
  length += write({ number, lines }).length;
}
process.stdout.write(`${length}\n`);
