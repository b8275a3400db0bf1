const { journal } = require('./journal.cjs');
const { chuteOf, labelOf } = require('./chutes.cjs');

const note = journal('sorter');

process.on('message', ({ wave, parcels }) => {
  const tally = new Map();
  for (let n = 0; n < parcels; n++) {
    const label = labelOf(wave, n);
    const chute = chuteOf(label);
    note('parcel %s to %s', label, chute);
    tally.set(chute, (tally.get(chute) ?? 0) + 1);
  }
  process.send({ tally: [...tally] });
});
