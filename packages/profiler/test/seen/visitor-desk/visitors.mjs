import http from 'node:http';
import { once } from 'node:events';

export class Visitors {
  #agent = new http.Agent({ keepAlive: true });

  constructor(port) {
    this.ask = async (method, path, body) => {
      const request = http.request({ agent: this.#agent, host: '127.0.0.1', port, method, path });
      request.end(body && JSON.stringify(body));
      const [response] = await once(request, 'response');
      response.resume();
      await once(response, 'end');
      return response.statusCode;
    };
  }

  async checkIn({ total, together }) {
    let next = 0;
    let admitted = 0;
    const lane = async () => {
      while (next < total) {
        const n = next++;
        const status = await this.ask('POST', '/check-in', { name: `guest${n}`, code: `code-${n * 17}` });
        if (status === 204) admitted++;
      }
    };
    await Promise.all(Array.from({ length: together }, lane));
    return admitted;
  }

  async lookAtPlans({ total }) {
    let count = 0;
    for (let n = 0; n < total; n++) {
      if ((await this.ask('GET', `/plan?floor=${n}`)) === 200) count++;
    }
    return count;
  }

  leave() {
    this.#agent.destroy();
  }
}
