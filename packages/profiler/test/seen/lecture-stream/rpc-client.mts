import net from 'node:net';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export class RpcClient {
  readonly #waiting = new Map<number, (result: unknown) => void>();
  readonly #socket: net.Socket;
  #next = 0;

  private constructor(socket: net.Socket) {
    this.#socket = socket;
    createInterface({ input: socket }).on('line', (line) => {
      const { id, result } = JSON.parse(line) as { id: number; result: unknown };
      this.#waiting.get(id)?.(result);
      this.#waiting.delete(id);
    });
  }

  static async connect(port: number): Promise<RpcClient> {
    const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new RpcClient(socket);
  }

  call<Result>(method: string, key: string): Promise<Result> {
    const id = this.#next++;
    const { promise, resolve } = Promise.withResolvers<Result>();
    this.#waiting.set(id, resolve as (result: unknown) => void);
    this.#socket.write(`${JSON.stringify({ id, method, key })}\n`);
    return promise;
  }

  close(): void {
    this.#socket.destroy();
  }
}
