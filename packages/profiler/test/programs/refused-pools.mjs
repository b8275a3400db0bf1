import createKnex from 'knex';
import pg from 'pg';

// Nobody listens there.
const where = { host: '127.0.0.1', port: 1, user: 'nobody', database: 'none' };

const ways = {
  handled: () => new pg.Pool(where).connect().catch(({ code }) => console.log('handled', code)),
  callback: () => void new pg.Pool(where).connect((error, client, free) => console.log('callback', error.code, client, typeof free)),
  query: () => new pg.Pool(where).query('SELECT 1').catch(({ code }) => console.log('query', code)),
  knex: () =>
    createKnex({ client: 'pg', connection: where })
      .raw('SELECT 1')
      .catch(({ code }) => console.log('knex', code)),
  unhandled: () => void new pg.Pool(where).connect(),
};

process.on('unhandledRejection', ({ code }) => {
  console.log('unhandled', code);
  process.exitCode = 3;
});
await ways[process.argv[2]]();
