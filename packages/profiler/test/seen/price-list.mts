// Right answer: intl-per-call
// Prints price lists for several countries.

interface Article {
  readonly name: string;
  readonly price: number;
  readonly changed: Date;
}

const markets = [
  { locale: 'de-DE', currency: 'EUR' },
  { locale: 'en-GB', currency: 'GBP' },
  { locale: 'sv-SE', currency: 'SEK' },
] as const;

function line(article: Article, { locale, currency }: (typeof markets)[number]): string {
  const price = article.price.toLocaleString(locale, { style: 'currency', currency }); // <- slow
  return `${article.name.padEnd(24)} ${price.padStart(14)}`;
}

function list(articles: readonly Article[], market: (typeof markets)[number]): string {
  return articles.map((article) => line(article, market)).join('\n');
}

const articles = Array.from({ length: 5000 }, (_, n) => ({ name: `Article ${n}`, price: n * 1.37, changed: new Date(2024, 0, n) }));
const pages = markets.map((market) => list(articles, market));
process.stdout.write(`${pages.reduce((sum, page) => sum + page.length, 0)}\n`);
