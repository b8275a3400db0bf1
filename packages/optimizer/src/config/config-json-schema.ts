import { limitsSchema, levels, type Plugin } from '@nsi/core';
import { toJsonSchema } from '@valibot/to-json-schema';

type Schema = Readonly<Record<string, unknown>>;

/** JSON Schema of the whole configuration with a section for each of `plugins`; other sections are left open for plugins it does not know. */
export function configJsonSchema(plugins: readonly Plugin[]): Schema {
  const parts: Schema = {
    level: { enum: levels, description: 'How far optimizers may go. Default balanced.' },
    limits: convert(limitsSchema),
    monitoring: {
      type: 'object',
      properties: { host: { type: 'string', default: '127.0.0.1' }, port: { type: 'integer', minimum: 0, maximum: 65_535, default: 9464 } },
      additionalProperties: false,
    },
    ...Object.fromEntries(plugins.map((plugin) => [plugin.name, sectionOf(plugin)])),
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'NSI configuration',
    type: 'object',
    properties: {
      $schema: { type: 'string' },
      ...parts,
      plugins: { type: 'array', items: { type: 'string' }, description: 'Packages or files to load plugins from.' },
      environments: {
        type: 'object',
        description: 'Parts that go over the rest in one environment.',
        additionalProperties: { type: 'object', properties: parts },
      },
    },
  };
}

function sectionOf({ options, summary, levels: tables }: Plugin): Schema {
  const { properties = {}, ...rest } =
    options['~standard'].vendor === 'valibot' ? convert(options) : { properties: undefined, type: 'object', additionalProperties: true };
  return {
    ...optionalEverywhere({ ...rest, properties }, tables.balanced),
    ...(summary === undefined ? {} : { description: summary }),
    properties: {
      enabled: { type: 'boolean', default: true, description: 'false gives the plain twin with the same interface.' },
      level: { enum: levels },
      ...(optionalEverywhere({ properties }, tables.balanced)['properties'] as Schema),
    },
  };
}

function convert(schema: unknown): Schema {
  const { $schema: _, ...body } = toJsonSchema(schema as Parameters<typeof toJsonSchema>[0], { typeMode: 'input', errorMode: 'ignore' });
  return body;
}

/** In a file every option may be left out, since the level table has it; its balanced value is shown as the default. */
function optionalEverywhere({ required: _, ...schema }: Schema, defaults: unknown): Schema {
  if (typeof schema['properties'] !== 'object') return defaults === undefined ? schema : { ...schema, default: defaults };
  const properties = Object.entries(schema['properties'] as Readonly<Record<string, Schema>>);
  return {
    ...schema,
    properties: Object.fromEntries(
      properties.map(([name, inner]) => [
        name,
        optionalEverywhere(inner, (defaults as Readonly<Record<string, unknown>> | undefined)?.[name]),
      ]),
    ),
  };
}
