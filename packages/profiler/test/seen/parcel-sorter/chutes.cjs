const regions = ['north', 'east', 'south', 'west', 'abroad'];
const shape = /^(\d{5})-([A-Z]{2})-(\d+)$/;

exports.labelOf = (wave, n) => `${10_000 + ((n * 7919 + wave * 13) % 90_000)}-${regions[n % 5].slice(0, 2).toUpperCase()}-${n}`;

exports.chuteOf = (label) => {
  const [, postcode, region] = shape.exec(label);
  const name = regions.find((candidate) => candidate.startsWith(region.toLowerCase()));
  return `${name}-${Number(postcode) % 12}`;
};
