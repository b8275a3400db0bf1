/// <reference lib="dom" />

/** Runs in the page. Lets the reader choose light or dark; without a choice the page follows the system. */
export function themeToggle(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-theme-toggle]');
  if (!button) return;
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = (): boolean => (root.dataset['theme'] ?? (system.matches ? 'dark' : 'light')) === 'dark';
  const show = (): void => {
    button.setAttribute('aria-pressed', String(isDark()));
  };

  button.addEventListener('click', () => {
    root.dataset['theme'] = isDark() ? 'light' : 'dark';
    try {
      localStorage.setItem('nsi-theme', root.dataset['theme']);
    } catch {
      // Storage is closed to files in some browsers; the choice then lasts as long as the page.
    }
    show();
  });
  system.addEventListener('change', show);
  show();
  button.hidden = false;
}
