import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html, trustedMarkup } from './html.ts';

test('escapes every value that is not markup', () => {
  const name = `"><script>alert('1')</script>&`;

  expect(html`<td title="${name}">${name}</td>`.markup).toBe(
    '<td title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;</td>',
  );
});

test('keeps markup, joins lists and leaves nothing for absent values', () => {
  const parts = ['a', 'b'].map((name) => html`<b>${name}</b>`);

  expect(html`<p>${parts}${undefined}${null}${false}${0}</p>`.markup).toBe('<p><b>a</b><b>b</b>0</p>');
  expect(html`${trustedMarkup('<b>x</b>')}`.markup).toBe('<b>x</b>');
});

test('leaves the indentation of the source behind, never that of a value', () => {
  const { markup } = html`<ul>
    <li>${'two\n  lines'}</li>
  </ul>`;

  expect(markup).toBe('<ul>\n<li>two\n  lines</li>\n</ul>');
});

test('replaces characters that HTML cannot hold', () => {
  expect(html`${'a\u0000b\uD800c'}`.markup).toBe('a\uFFFDb\uFFFDc');
});

test('no text ever leaves a template as a tag, an attribute end or an entity of its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { markup } = html`${text}`;

      expect(markup).not.toMatch(/[<>"']/);
      expect(markup.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
    }),
  );
});
