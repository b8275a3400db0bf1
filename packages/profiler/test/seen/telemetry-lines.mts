// Right answer: string-build
// Reads documents, one a line, from a device that sends them in small pieces over a socket.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

interface Trace {
  readonly device: string;
  readonly values: readonly number[];
}

class LineAssembler {
  private pending = '';
  private readonly onLine: (line: string) => void;

  constructor(onLine: (line: string) => void) {
    this.onLine = onLine;
  }

  push(piece: string): void {
    this.pending += piece;
    for (;;) {
      const end = this.pending.indexOf('\n'); // <- slow
      if (end < 0) return;
      const line = this.pending.slice(0, end);
      this.pending = this.pending.slice(end + 1);
      if (line.trim() !== '') this.onLine(line);
    }
  }
}

class Summary {
  devices = new Set<string>();
  highest = 0;
  count = 0;

  add({ device, values }: Trace): void {
    this.devices.add(device);
    this.count += values.length;
    for (const value of values) if (value > this.highest) this.highest = value;
  }
}

function* traces(documents: number, length: number): Generator<string> {
  for (let n = 0; n < documents; n++) {
    const values = Array.from({ length }, (_, index) => (index * (n + 3) * 7919) % 1_000_003);
    const text = `${JSON.stringify({ device: `probe-${n % 3}`, values })}\n`;
    for (let at = 0; at < text.length; at += 512) yield text.slice(at, at + 512);
  }
}

function receive(socket: Socket, summary: Summary): void {
  const assembler = new LineAssembler((line) => summary.add(JSON.parse(line) as Trace));
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    for (let at = 0; at < text.length; at += 512) assembler.push(text.slice(at, at + 512));
  });
}

const summary = new Summary();
const server = createServer((socket) => receive(socket, summary));
await once(server.listen(0, '127.0.0.1'), 'listening');
const device = connect((server.address() as AddressInfo).port, '127.0.0.1');
const [accepted] = (await once(server, 'connection')) as [Socket];
await Promise.all([pipeline(Readable.from(traces(9, 90_000)), device), once(accepted, 'end')]);
console.log(summary.devices.size, 'devices,', summary.count, 'values, highest', summary.highest);
accepted.destroy();
server.close();
