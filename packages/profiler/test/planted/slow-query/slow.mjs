import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.SHOP_DATABASE_URL, max: 2 });

async function find(street) {
  const found = await pool.query('SELECT id, weight FROM parcel WHERE address ~* $1', [`\\m${street}\\M`]); // <- slow
  return found.rows;
}

let weight = 0;
for (const number of [17, 230, 4411, 99, 7, 31415, 8, 64]) for (const parcel of await find(`street ${number}`)) weight += parcel.weight;
process.stdout.write(`${weight > 0}\n`);
await pool.end();
