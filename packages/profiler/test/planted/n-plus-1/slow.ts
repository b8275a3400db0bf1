import pg from 'pg';

interface Parcel {
  readonly id: number;
  readonly address: string;
}

const client = new pg.Client(process.env['SHOP_DATABASE_URL']);
await client.connect();

async function itemsOf(parcel: Parcel): Promise<number> {
  const { rows } = await client.query('SELECT title FROM item WHERE parcel = $1', [parcel.id]); // <- slow
  return rows.length;
}

async function listParcels(limit: number): Promise<readonly string[]> {
  const { rows } = await client.query<Parcel>('SELECT id, address FROM parcel ORDER BY id LIMIT $1', [limit]);
  const lines: string[] = [];
  for (const parcel of rows) lines.push(`${parcel.address}: ${await itemsOf(parcel)}`);
  return lines;
}

process.stdout.write(`${(await listParcels(400)).length}\n`);
await client.end();
