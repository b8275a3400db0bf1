import pg from 'pg';
import { startPostgres } from '@nsi/services';

const parcels = 150_000;

/** A PostgreSQL server with the parcels of a shop; programs find it by `SHOP_DATABASE_URL`. */
export async function startPlantedShop(): Promise<AsyncDisposable> {
  const server = await startPostgres();
  const client = new pg.Client(server.url);
  await client.connect();
  await client.query(`
    CREATE TABLE parcel (id int PRIMARY KEY, address text, weight int);
    INSERT INTO parcel SELECT n, md5(n::text) || ' street ' || n, n % 30 FROM generate_series(1, ${parcels}) n;
    CREATE TABLE item (id serial PRIMARY KEY, parcel int, title text);
    INSERT INTO item (parcel, title) SELECT 1 + n % 500, 'item ' || n FROM generate_series(1, 2000) n;
    CREATE INDEX item_parcel ON item (parcel);
    ANALYZE;`);
  await client.end();
  process.env['SHOP_DATABASE_URL'] = server.url;
  return server;
}
