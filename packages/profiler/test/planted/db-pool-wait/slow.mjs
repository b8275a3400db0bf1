import { setTimeout as wait } from 'node:timers/promises';
import createKnex from 'knex';

const knex = createKnex({ client: 'pg', connection: process.env.SHOP_DATABASE_URL, pool: { min: 0, max: 3 } });

/** The printer is a device on the network. */
async function printLabel(address) {
  await wait(20);
  return address.length;
}

async function ship(id, transaction) {
  const [parcel] = await transaction('parcel').select('address', 'weight').where({ id });
  const length = await printLabel(parcel.address);
  await transaction('parcel').where({ id }).update({ weight: parcel.weight });
  return length;
}

async function dispatch(id) {
  return await knex.transaction((transaction) => ship(id, transaction)); // <- slow
}

const waiting = Array.from({ length: 160 }, (_, index) => index + 1);

async function work() {
  let printed = 0;
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) printed += await dispatch(id);
  return printed;
}

const printed = await Promise.all(Array.from({ length: 6 }, work));
process.stdout.write(`${printed.every((count) => count > 0)}\n`);
await knex.destroy();
