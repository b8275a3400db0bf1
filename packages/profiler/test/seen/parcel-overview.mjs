// Right answer: n-plus-1
// An overview of parcels: what is in each, and how many there are of its weight.
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.SHOP_DATABASE_URL, max: 4 });

class ParcelRepository {
  async newest(limit) {
    const { rows } = await pool.query('SELECT id, weight FROM parcel ORDER BY id DESC LIMIT $1', [limit]);
    return rows;
  }

  async items(id) {
    const { rows } = await pool.query('SELECT title FROM item WHERE parcel = $1 ORDER BY id', [id % 500]); // <- slow
    return rows.map(({ title }) => title);
  }
}

const parcels = new ParcelRepository();
const overview = [];
for (const { id, weight } of await parcels.newest(350)) {
  overview.push({ id, weight, items: await parcels.items(id) });
}
console.log(overview.length);
await pool.end();
