const { parseArgs } = require('node:util');

const { values } = parseArgs({ options: { width: { type: 'string', default: '640' } } });

function area(width) {
  const chart = require('charts-of-all-kinds/kinds/chart-7.js');
  return chart(Number(width), 480).area;
}

process.stdout.write(`${area(values.width)}\n`);
