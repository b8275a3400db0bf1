import { writeFileSync } from 'node:fs';
import { configJsonSchema } from '../src/config/config-json-schema.ts';
import { loadRoom, roomNames } from '../src/rooms/rooms.ts';

const schema = configJsonSchema(await Promise.all(roomNames.map(loadRoom)));
writeFileSync(new URL('../schema/config.json', import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
