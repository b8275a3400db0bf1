import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { runServer } from 'verdaccio';

/** An npm registry on loopback that holds nothing but `@nsi/*`; gone when disposed. */
export interface Registry extends AsyncDisposable {
  readonly url: string;
  /** Lines for an `.npmrc`: `@nsi/*` comes from here, everything else from wherever the user's npm takes it. */
  readonly npmrc: string;
}

/** Starts a registry that keeps its files below `folder`. */
export async function startRegistry(folder: string): Promise<Registry> {
  const server: Server = await runServer({
    configPath: join(folder, 'config.yaml'),
    storage: join(folder, 'storage'),
    uplinks: {},
    packages: { '@nsi/*': { access: ['$all'], publish: ['$all'], unpublish: ['$all'] } },
    web: { enable: false },
    server: { keepAliveTimeout: 5 },
    security: {},
    max_body_size: '100mb',
    log: { type: 'stdout', format: 'pretty', level: 'fatal' },
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    // Publishing needs some token; this registry takes any.
    npmrc: `@nsi:registry=http://127.0.0.1:${port}/\n//127.0.0.1:${port}/:_authToken=anyone\n`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
