const paths = ['/', '/health', '/search', '/cart', '/favicon.ico', '/products', '/orders'];
const agents = ['Mozilla/5.0 (X11; Linux)', 'Mozilla/5.0 (Macintosh)', 'curl/8.5.0', 'Googlebot/2.1'];

function lineOf(n: number): string {
  const base = paths[(n * 11) % paths.length];
  const path = base === '/products' ? `${base}/${(n * 7919) % 3_000}` : base;
  const minute = String(n % 60).padStart(2, '0');
  const status = n % 97 === 0 ? 500 : n % 13 === 0 ? 404 : 200;
  return `10.0.${n % 200}.${(n * 7) % 250} - - [11/Mar/2024:HH:${minute}:07] "GET ${path} HTTP/1.1" ${status} ${500 + (n % 9_000)} "${agents[n % 4]}"\n`;
}

/** Blocks of lines as a web server writes them, an hour each. */
export function* accessLog(blocks: number, lines: number): Generator<string> {
  const block = Array.from({ length: lines }, (_, n) => lineOf(n)).join('');
  for (let hour = 0; hour < blocks; hour++) yield block.replaceAll(':HH:', `:${String(hour % 24).padStart(2, '0')}:`);
}
