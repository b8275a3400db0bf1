import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitText, wrapText } from './fit-text.ts';
import { type FontAdvances, readFontAdvances } from './font-advances.ts';
import { asciiAdvances, textWidth } from './text-width.ts';

const font = (name: string): FontAdvances => readFontAdvances(readFileSync(new URL(`../../fonts/${name}.ttf`, import.meta.url)));
const [regular, semiBold, fallback] = [font('Inter-Regular'), font('Inter-SemiBold'), font('DejaVuSans')];

test('the table holds the wider of the two bundled fonts for every printable ASCII character', () => {
  const widest = asciiAdvances.map((_, index) => Math.ceil(Math.max(regular(index + 0x20) ?? 0, fallback(index + 0x20) ?? 0)));

  expect(asciiAdvances).toEqual(widest);
});

test.each(Array.from('…–−×µ·±÷←→∞≤≥²éЖΩשלבع“’'))('%s takes no more room than is set aside for it', (character) => {
  const code = character.codePointAt(0)!;

  expect(textWidth(character, 1000) * 1.3).toBeGreaterThanOrEqual(Math.max(regular(code) ?? 0, semiBold(code) ?? 0, fallback(code) ?? 0));
});

test('a semi-bold line takes no more room than is set aside for it', () => {
  const title = 'Pooled buffers against new ones: 4,096 iterations @ 1 MiB';
  const needed = Array.from(title).reduce((sum, character) => sum + (semiBold(character.codePointAt(0)!) ?? 0), 0);

  expect(textWidth(title, 1000, true)).toBeGreaterThanOrEqual(needed);
});

test('a name too long keeps both ends', () => {
  expect(fitText('memory/pool-of-buffers/size=1M,level=balanced', 150, 12)).toMatch(/^memory.*….*balanced$/);
});

test('text never exceeds its room, whatever it is made of', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 30, max: 400 }), (text, room) => {
      expect(textWidth(fitText(text, room, 12), 12)).toBeLessThanOrEqual(room);
      for (const line of wrapText(text, room, 12)) expect(textWidth(line, 12)).toBeLessThanOrEqual(room);
    }),
  );
});
