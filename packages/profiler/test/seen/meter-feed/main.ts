// Right answer: throw-hot
// Adds up what the meters of a street have sent, whatever the make of the meter.
import { decode } from './formats.ts';
import { Street } from './street.ts';

function* telegrams(count: number): Generator<string> {
  for (let n = 0; n < count; n++) {
    const meter = n % 900;
    const value = (n * 37) % 10_000;
    if (n % 4 === 0) yield `M;${meter};${value}`;
    else if (n % 4 === 1) yield `${meter}=${value / 10}kWh`;
    else yield `${'0'.repeat(4 - String(meter).length)}${meter}|${value.toString(16)}|x`;
  }
}

const street = new Street(['heat', 'water', 'power']);
for (const telegram of telegrams(330_000)) street.add(decode(telegram));
console.log(street.summary());
