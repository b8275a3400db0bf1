const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** A size as a person reads it: `1.5 MiB`. */
export function formatBytes(bytes: number): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** step;
  return `${step === 0 ? Math.round(value) : value.toFixed(value < 10 ? 2 : 1)} ${units[step] as string}`;
}
