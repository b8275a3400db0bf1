const kinds = ['bench', 'tree', 'well', 'bridge', 'shelter'];

/** What there is in a window of the map. */
export function layer(west, south) {
  const features = Array.from({ length: 420 }, (_, n) => {
    const x = west + ((n * 7919) % 10_007) / 10_007;
    const y = south + ((n * 104_729) % 9_973) / 9_973;
    return {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [x, y] },
      properties: { kind: kinds[(n * west + south) % 5], checked: `2024-0${1 + (n % 9)}-11` },
    };
  });
  return { type: 'FeatureCollection', features };
}
