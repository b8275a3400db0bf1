/// <reference lib="dom" />

/** Runs in the page. Opens what a link leads into, and for paper every part that belongs on it. */
export function openParts(): void {
  const openTarget = (): void => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let part = target; part; part = part.parentElement) if (part instanceof HTMLDetailsElement) part.open = true;
    if (target) target.scrollIntoView();
  };
  let opened: HTMLDetailsElement[] = [];

  addEventListener('hashchange', openTarget);
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open]):not([data-screen-only])')];
    for (const part of opened) part.open = true;
  });
  addEventListener('afterprint', () => {
    for (const part of opened) part.open = false;
  });
  if (location.hash) openTarget();
}
