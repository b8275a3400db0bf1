import pg from 'pg';

interface Row {
  readonly address: string;
  readonly items: number;
}

const client = new pg.Client(process.env['SHOP_DATABASE_URL']);
await client.connect();

async function listParcels(limit: number): Promise<readonly string[]> {
  const { rows } = await client.query<Row>(
    `SELECT parcel.address, count(item.id)::int AS items
     FROM (SELECT id, address FROM parcel ORDER BY id LIMIT $1) parcel LEFT JOIN item ON item.parcel = parcel.id
     GROUP BY parcel.id, parcel.address ORDER BY parcel.id`,
    [limit],
  );
  return rows.map(({ address, items }) => `${address}: ${items}`);
}

process.stdout.write(`${(await listParcels(400)).length}\n`);
await client.end();
