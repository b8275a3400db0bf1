import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonText } from './json-text.ts';

test('cannot close the script block it stands in', () => {
  const { markup } = jsonText({ name: '</script><script>alert(1)</script><!--' });

  expect(markup).not.toContain('<');
  expect(JSON.parse(markup)).toEqual({ name: '</script><script>alert(1)</script><!--' });
});

test('every JSON value comes back equal and without markup characters', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const { markup } = jsonText(value, 2);

      expect(markup).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.parse(markup)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
