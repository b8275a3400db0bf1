import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.SHOP_DATABASE_URL, max: 2 });

async function find(street) {
  const found = await pool.query('SELECT id, weight FROM parcel WHERE lower(address) LIKE $1', [`%${street}%`]); // <- slow
  return found.rows;
}

let weight = 0;
for (const street of ['street 17', 'street 230', 'street 4411', 'street 99', 'street 7', 'street 31415', 'street 8', 'street 64'])
  for (const parcel of await find(street)) weight += parcel.weight;
process.stdout.write(`${weight > 0}\n`);
await pool.end();
