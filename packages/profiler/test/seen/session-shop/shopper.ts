import { Agent, request } from 'node:http';

/** One visitor: puts something into the basket, then looks at a few pages that show how much is in it. */
export class Shopper {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #port: number;
  readonly #id: string;

  constructor(port: number, id: string) {
    this.#port = port;
    this.#id = id;
  }

  async stroll(articles: number, looks: number): Promise<number> {
    let count = 0;
    for (let article = 0; article < articles; article++) {
      await this.#send('POST', '/basket', { 'x-article': String(article) });
      for (let look = 0; look < looks; look++) {
        const answer = JSON.parse(await this.#send('GET', '/basket/count')) as { count: number };
        count = answer.count;
      }
    }
    this.#agent.destroy();
    return count;
  }

  #send(method: string, path: string, headers: Record<string, string> = {}): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const options = {
      host: '127.0.0.1',
      port: this.#port,
      agent: this.#agent,
      method,
      path,
      headers: { ...headers, cookie: `sid=${this.#id}` },
    };
    request(options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => resolve(text));
    })
      .on('error', reject)
      .end();
    return promise;
  }
}
