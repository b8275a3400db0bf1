// Workers in every kind of environment, and a class of its own.
import { once } from 'node:events';
import { isMainThread, SHARE_ENV, Worker } from 'node:worker_threads';

class OwnWorker extends Worker {}

function work() {
  let sum = 0;
  for (const start = process.cpuUsage(); process.cpuUsage(start).user < 150_000;) for (let i = 0; i < 200_000; i++) sum += Math.sqrt(i);
  return sum;
}

if (isMainThread) {
  const kinds = [{}, { execArgv: [] }, { env: {} }, { env: SHARE_ENV }, { execArgv: ['--no-warnings'], env: { A: '1' } }];
  for (const options of kinds) await once(new OwnWorker(new URL(import.meta.url), options), 'exit');
  process.stdout.write(`${new OwnWorker('0', { eval: true, env: {} }) instanceof Worker} ${Worker.name}\n`);
} else {
  process.stdout.write(
    `${Object.keys(process.env).filter((name) => name !== 'NODE_OPTIONS' && name !== '_NSI_PROFILE').length < 3 && work() > 0}\n`,
  );
}
