/// <reference lib="dom" />

/** Runs in the page's head, before anything is painted: takes up the theme the reader chose the last time. */
export function storedTheme(): void {
  try {
    const theme = localStorage.getItem('nsi-theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
  } catch {
    // Storage is closed to files in some browsers: the system's theme stays.
  }
}
