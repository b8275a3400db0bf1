import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.SHOP_DATABASE_URL, max: 3 });

/** The printer is a device on the network. */
async function printLabel(address) {
  await wait(20);
  return address.length;
}

async function dispatch(id) {
  const client = await pool.connect(); // <- slow
  try {
    const { rows } = await client.query('SELECT address FROM parcel WHERE id = $1', [id]);
    return await printLabel(rows[0].address);
  } finally {
    client.release();
  }
}

const waiting = Array.from({ length: 160 }, (_, index) => index + 1);

async function work() {
  let printed = 0;
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) printed += await dispatch(id);
  return printed;
}

const printed = await Promise.all(Array.from({ length: 6 }, work));
process.stdout.write(`${printed.every((count) => count > 0)}\n`);
await pool.end();
