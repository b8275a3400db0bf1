const { parseArgs } = require('node:util');
const charts = require('charts-of-all-kinds'); // <- slow

const { values } = parseArgs({ options: { width: { type: 'string', default: '640' } } });

function area(width) {
  return charts['chart-7'](Number(width), 480).area;
}

process.stdout.write(`${area(values.width)}\n`);
