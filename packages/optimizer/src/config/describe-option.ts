import { limitsSchema, type Plugin } from '@nsi/core';

const frameDescriptions: Readonly<Record<string, string>> = Object.freeze({
  level: 'How far optimizers may go: conservative, balanced or aggressive.',
  'monitoring.host': 'Address that `/metrics` is served on.',
  'monitoring.port': 'Port that `/metrics` is served on; 0 takes any free one.',
  plugins: 'Packages or files to load plugins from.',
});

/** What an option is for, in the words of its schema; `undefined` where the schema has none. */
export function describeOption(plugin: Plugin | undefined, path: string): string | undefined {
  const [section = '', ...keys] = path.split('.');
  if (section === 'limits') return describedBy(limitsSchema, keys);
  if (!plugin) return frameDescriptions[path];
  if (keys.length === 1 && keys[0] === 'enabled') return 'Whether the room optimizes; false gives its plain twin with the same interface.';
  if (keys.length === 1 && keys[0] === 'level') return "The room's own level.";
  return describedBy(plugin.options, keys);
}

/** The members of a valibot schema that are read here. */
interface SchemaNode {
  readonly entries?: Readonly<Record<string, SchemaNode>>;
  readonly wrapped?: SchemaNode;
  readonly pipe?: readonly { readonly type?: string; readonly description?: string }[];
}

function describedBy(schema: unknown, keys: readonly string[]): string | undefined {
  let node = schema as SchemaNode | undefined;
  for (const key of keys) node = unwrap(node)?.entries?.[key];
  return descriptionOf(node) ?? descriptionOf(unwrap(node));
}

function unwrap(node: SchemaNode | undefined): SchemaNode | undefined {
  return node?.wrapped ? unwrap(node.wrapped) : node;
}

function descriptionOf(node: SchemaNode | undefined): string | undefined {
  return node?.pipe?.find(({ type }) => type === 'description')?.description;
}
