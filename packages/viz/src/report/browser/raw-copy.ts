/// <reference lib="dom" />

/** Runs in the page. Copies the raw JSON, or saves it under the name the report gives it. */
export function rawCopy(): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-raw]')) {
    const text = part.querySelector('pre')?.textContent ?? '';
    const copy = part.querySelector<HTMLButtonElement>('[data-copy]');
    const save = part.querySelector<HTMLButtonElement>('[data-save]');
    if (!copy || !save) continue;

    copy.addEventListener('click', () => {
      const say = (words: string): void => {
        copy.textContent = words;
      };
      void navigator.clipboard.writeText(text).then(
        () => say('Copied'),
        () => say('Copying is not allowed here'),
      );
    });
    save.addEventListener('click', () => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
      link.download = save.dataset['save'] ?? 'report.json';
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 0);
    });
    copy.hidden = !navigator.clipboard;
    save.hidden = false;
  }
}
