import net from 'node:net';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

interface Call {
  readonly id: number;
  readonly method: string;
  readonly key: string;
}

const answers: Record<string, (key: string) => unknown> = {
  slots: (key) => Array.from({ length: 16 }, (_, n) => ({ course: `${key}/c${n}`, hour: 8 + (n % 10) })),
  course: (key) => ({ title: `Course ${key}`, lecturer: key.length % 7 }),
  lecturer: (key) => `Dr ${key}`,
};

/** The university's registry, which answers any number of calls at once, each after a while. */
export async function openRegistry(): Promise<{ port: number; close(): void }> {
  const server = net.createServer((socket) => {
    socket.setNoDelay(true);
    createInterface({ input: socket }).on('line', (line) => {
      const { id, method, key } = JSON.parse(line) as Call;
      setTimeout(() => socket.write(`${JSON.stringify({ id, result: answers[method]?.(key) })}\n`), 13);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as net.AddressInfo;
  return { port, close: () => void server.close() };
}
