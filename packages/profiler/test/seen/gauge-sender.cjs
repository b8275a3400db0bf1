// Right answer: dns-repeat
// Watches a simulated lift and sends its gauges to a collector over UDP.
const dgram = require('node:dgram');
const { once } = require('node:events');

class Gauges {
  constructor({ host = 'localhost', port, prefix = 'lift' }) {
    this.target = { host, port };
    this.prefix = prefix;
    this.socket = dgram.createSocket('udp4');
  }

  set(name, value, tags = {}) {
    const suffix = Object.entries(tags).map(([key, tag]) => `,${key}=${tag}`);
    return this.#send(`${this.prefix}.${name}:${value.toFixed(2)}|g${suffix.join('')}`);
  }

  #send(line, { host, port } = this.target) {
    return new Promise((resolve, reject) => {
      const sent = (error) => (error ? reject(error) : resolve());
      this.socket.send(line, port, host, sent); // <- slow
    });
  }

  close() {
    this.socket.close();
  }
}

class Lift {
  floor = 0;
  speed = 0;

  tick(second) {
    const goal = (second * 7) % 23;
    this.speed = this.speed * 0.6 + Math.sign(goal - this.floor) * 0.4;
    this.floor = Math.max(0, Math.min(22, this.floor + this.speed));
  }

  get load() {
    return 80 * (1 + (Math.round(this.floor * 3) % 5));
  }
}

async function main() {
  const collector = dgram.createSocket('udp4');
  const lines = new Set();
  collector.on('message', (message) => lines.add(message.toString().split(':', 1)[0]));
  collector.bind(0, '127.0.0.1');
  await once(collector, 'listening');

  const gauges = new Gauges({ port: collector.address().port });
  const lift = new Lift();
  for (let second = 0; second < 22_000; second++) {
    lift.tick(second);
    if (second % 4 === 0) await new Promise(setImmediate);
    await gauges.set('floor', lift.floor);
    await gauges.set('speed', lift.speed, { unit: 'fps' });
    await gauges.set('load', lift.load, { unit: 'kg', bank: second % 2 });
  }
  gauges.close();
  console.log([...lines].sort().join(' '));
  collector.close();
}

main();
