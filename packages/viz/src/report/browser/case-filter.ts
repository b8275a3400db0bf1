/// <reference lib="dom" />

/** Runs in the page. Narrows every list of cases to the words typed and the verdict chosen, and says how many are left. */
export function caseFilter(): void {
  const form = document.querySelector<HTMLFormElement>('[data-filter]');
  const field = form?.querySelector<HTMLInputElement>('input[type=search]');
  const count = form?.querySelector<HTMLOutputElement>('output');
  if (!form || !field || !count) return;
  const chips = [...form.querySelectorAll<HTMLButtonElement>('[data-choose]')];
  const rows = [...document.querySelectorAll<HTMLElement>('[data-search]')];
  const counted = rows.filter((row) => row.dataset['verdict'] !== undefined);
  let chosen = '';

  const apply = (): void => {
    const words = field.value.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
    for (const row of rows) {
      const text = row.dataset['search'] ?? '';
      const verdict = row.dataset['verdict'];
      row.hidden = !words.every((word) => text.includes(word)) || (chosen !== '' && verdict !== undefined && verdict !== chosen);
    }
    for (const chip of chips) chip.setAttribute('aria-pressed', String(chip.dataset['choose'] === chosen));
    const left = counted.filter((row) => !row.hidden).length;
    count.value = left === counted.length ? `${left} rows` : `${left} of ${counted.length} rows`;
  };

  for (const chip of chips) {
    chip.addEventListener('click', () => {
      const choice = chip.dataset['choose'] ?? '';
      chosen = choice === chosen ? '' : choice;
      apply();
    });
  }
  field.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.hidden = false;
  apply();
}
