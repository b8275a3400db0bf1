// Several files of TypeScript, bundled with a source map.
import { blend, countDark } from './picture.ts';

const pixels = Array.from({ length: 3000 }, (_, index) => ({ red: index % 256, green: (index * 7) % 256, blue: (index * 13) % 256 }));
let sum = 0;
const start = process.cpuUsage();
while (process.cpuUsage(start).user < 900_000) {
  for (let turn = 0; turn < 10; turn++) sum += countDark(pixels) + blend(pixels, pixels[turn]!);
}
process.stdout.write(`${sum}\n`);
