// Right answer: string-build
// Prints a long document of headings, lists and paragraphs as plain text.
import { Printer } from './printer.ts';

interface Section {
  readonly heading: string;
  readonly points: readonly string[];
  readonly body: string;
}

function* sections(count: number): Generator<Section> {
  for (let n = 0; n < count; n++) {
    yield {
      heading: `${n + 1}. About the ${n % 2 ? 'mill' : 'weir'}`,
      points: Array.from({ length: 5 }, (_, point) => `point ${point} of ${n}`),
      body: 'The water runs down to the sea and nobody has ever asked it why it does so. '.repeat(2),
    };
  }
}

const printer = new Printer({ indent: '  ' });
for (const { heading, points, body } of sections(800)) {
  printer.line(heading.toUpperCase());
  printer.nested(() => {
    for (const point of points) printer.line(`* ${point}`);
    for (const word of body.split(' ')) if (word) printer.word(word);
    printer.endLine();
  });
}
const text = printer.toString();
console.log(text.length, text.split('\n').length);
