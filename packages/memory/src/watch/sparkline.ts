const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** Values as a row of bars, `width` characters wide: from 0 to `top`, each bar the largest value of its share of the time. */
export function sparkline(values: readonly number[], width: number, top: number = Math.max(...values)): string {
  if (values.length === 0) return '';
  const columns = Math.min(width, values.length);
  return Array.from({ length: columns }, (_, column) => {
    const part = values.slice(
      Math.floor((column * values.length) / columns),
      Math.max(1, Math.ceil(((column + 1) * values.length) / columns)),
    );
    const share = top > 0 ? Math.max(...part) / top : 0;
    return bars[Math.min(bars.length - 1, Math.floor(share * bars.length))] as string;
  }).join('');
}
