// Right answer: external-memory
// Reads scanned pages one after another and keeps the head of each for the catalogue.
const fs = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { setTimeout: pause } = require('node:timers/promises');
const { crc32 } = require('node:zlib');

const headLength = 96;

class Catalogue {
  constructor() {
    this.entries = new Map();
  }

  add(name, scan) {
    const { width, height, offset } = this.describe(scan);
    const head = scan.subarray(offset, offset + headLength); // <- slow
    this.entries.set(name, { width, height, head, sum: crc32(scan), darkness: darknessOf(scan), lines: linesOf(scan, width) });
  }

  describe(scan) {
    return { width: scan.readUInt16BE(4), height: scan.readUInt16BE(6), offset: 8 };
  }

  find(text) {
    const wanted = Buffer.from(text);
    return [...this.entries].filter(([, { head }]) => head.includes(wanted)).map(([name]) => name);
  }
}

function darknessOf(scan) {
  let sum = 0;
  for (let at = 8 + headLength; at < scan.length; at += 9) sum += 255 - scan[at];
  return sum / (scan.length / 9);
}

function linesOf(scan, width) {
  const lines = [];
  for (let from = 8 + headLength; from + width <= scan.length; from += width) {
    if (scan[from] > 32 && scan[from + (width >> 1)] > 32) lines.push(from);
  }
  return lines.length;
}

function makeScan(path, seed) {
  const page = Buffer.alloc(1_600_000, `${seed} strokes of ink `);
  page.write('SCAN');
  page.writeUInt16BE(1200, 4);
  page.writeUInt16BE(1333, 6);
  page.write(`Page ${seed % 9} of volume ${seed}`.padEnd(headLength), 8);
  fs.writeFileSync(path, page);
}

async function main() {
  const folder = fs.mkdtempSync(join(tmpdir(), 'scans-'));
  for (let n = 0; n < 8; n++) makeScan(join(folder, `${n}.scan`), n);
  const catalogue = new Catalogue();
  for (let n = 0; n < 300; n++) {
    await pause(4); // the arm turns the page
    const scan = await fs.promises.readFile(join(folder, `${n % 8}.scan`));
    catalogue.add(`volume ${n}`, scan);
  }
  console.log(catalogue.entries.size, catalogue.find('Page 3').length);
  fs.rmSync(folder, { recursive: true });
}

main();
