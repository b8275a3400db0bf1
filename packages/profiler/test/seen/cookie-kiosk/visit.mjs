import http from 'node:http';
import { once } from 'node:events';

/** One visitor who puts things into the basket, round by round, and the last answer. */
export async function visit(agent, port, things, rounds) {
  let cookie = '';
  let answer = '';
  for (let n = 0; n < rounds * things.length; n++) {
    const path = `/basket?add=${things[n % things.length]}`;
    const request = http.get({ agent, host: '127.0.0.1', port, path, headers: cookie ? { cookie } : {} });
    const [response] = await once(request, 'response');
    [cookie] = response.headers['set-cookie'];
    answer = (await response.toArray()).join('');
  }
  return answer;
}
