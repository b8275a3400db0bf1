/**
 * The style sheet that gives the `css` theme its colours: light by default, dark by `prefers-color-scheme`, and either by force with
 * `data-theme="light"` or `data-theme="dark"` on the root element.
 */
export function themeCss(): string {
  return '';
}
