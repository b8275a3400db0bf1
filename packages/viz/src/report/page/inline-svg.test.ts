import { expect, test } from 'vitest';
import { inlineSvg } from './inline-svg.ts';

const slim = (svg: string): string => inlineSvg(svg).markup;

test('keeps the role and the words of the picture, and drops those of its parts', () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="10" role="img" aria-label="Two bars"><g role="graphics-object" aria-roledescription="group"/></svg>';

  expect(slim(svg)).toBe('<svg width="10" role="img" aria-label="Two bars"><g/></svg>');
});

test('turns the words of a mark into words for the page’s script', () => {
  const mark =
    '<path aria-label="a &lt;b&gt;: 2×" role="graphics-symbol" aria-roledescription="symbol mark" transform="translate(1,2)" d="M3,0A3,3,0,1,1,-3,0A3,3,0,1,1,3,0" fill="red" stroke-width="2"/>';

  expect(slim(mark)).toBe('<circle data-words="a &lt;b&gt;: 2×" cx="1" cy="2" r="3" fill="red"/>');
});

test('drops what draws nothing and shortens numbers, but no text', () => {
  expect(slim('<path d="" display="none"/><line x2="46.99999999999999" opacity="1"/><text font-weight="400">1.23456</text>')).toBe(
    '<line x2="47"/><text>1.23456</text>',
  );
});

test('names ids after the picture, whatever they were', () => {
  const chart = (id: string, width: number): string =>
    `<svg width="${width}"><clipPath id="${id}"></clipPath><g clip-path="url(#${id})"></g></svg>`;

  expect(slim(chart('clip1', 5))).toBe(slim(chart('clip99', 5)));
  expect(slim(chart('clip1', 5))).not.toBe(slim(chart('clip1', 6)).replace('6', '5'));
  expect(slim(chart('clip1', 5))).toMatch(/id="(c[0-9a-f]{8}-0)".*url\(#\1\)/);
});
