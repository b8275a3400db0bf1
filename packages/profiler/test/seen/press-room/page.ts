const topics = ['harbour', 'theatre', 'football', 'market', 'weather', 'council', 'railway'];

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function article(issue: number, n: number): string {
  const topic = topics[(issue * 5 + n) % topics.length];
  const lines = Array.from(
    { length: 9 },
    (_, line) =>
      `<p class="body">${escaped(`What the ${topic} says on day ${(issue * 31 + n * 7 + line) % 365} & what <we> make of it.`)}</p>`,
  );
  return `<article id="a${n}"><h2>News from the ${topic}</h2>${lines.join('\n')}</article>`;
}

/** The page of an issue with all its articles. */
export function pageOf(issue: number): string {
  const articles = Array.from({ length: 190 }, (_, n) => article(issue, n));
  return `<!doctype html><html><head><title>Issue ${issue}</title></head><body>${articles.join('\n')}</body></html>`;
}
