import type { Plugin } from '@nsi/core';

/** One option of a section as its schema and its level table describe it. */
export interface OptionRow {
  /** Below the section, such as `pool.maxBytes`. */
  readonly path: string;
  /** What the schema takes, in words. */
  readonly takes: string;
  readonly meaning: string;
}

/** The part of a valibot schema that is read: objects have `entries`, wrappers `wrapped`, pipes their steps. */
interface Schema {
  readonly type?: string;
  readonly expects?: string;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly wrapped?: Schema;
  readonly item?: Schema;
  readonly pipe?: readonly Schema[];
  readonly description?: string;
  readonly requirement?: unknown;
}

/** The leaves of an options schema, in its own order. */
export function optionRows(options: Plugin['options'], prefix = ''): readonly OptionRow[] {
  return Object.entries(entriesOf(options as Schema)).flatMap(([key, schema]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (Object.keys(entriesOf(schema)).length > 0) return optionRows(schema as Plugin['options'], path);
    return [{ path, takes: takesOf(schema), meaning: meaningOf(schema) }];
  });
}

function entriesOf(schema: Schema): Readonly<Record<string, Schema>> {
  if (schema.entries) return schema.entries;
  const [inner] = [schema.wrapped, ...(schema.pipe ?? []).filter((step) => step !== schema && (step.entries ?? step.wrapped))];
  return inner ? entriesOf(inner) : {};
}

function meaningOf(schema: Schema): string {
  const own = schema.pipe?.findLast(({ type }) => type === 'description')?.description;
  const [first] = schema.pipe ?? [];
  return own ?? (schema.wrapped ? meaningOf(schema.wrapped) : first && first !== schema ? meaningOf(first) : '');
}

function takesOf(schema: Schema): string {
  if (schema.wrapped) return takesOf(schema.wrapped);
  if (schema.item) return `list of ${takesOf(schema.item)}`;
  const steps = stepsOf(schema);
  const isSize = steps.some(({ type }) => type === 'union') && steps.some(({ type }) => type === 'transform');
  const base = isSize ? 'size' : (schema.expects ?? '').replaceAll(/[()]/g, '').replaceAll(' | ', ' or ');
  const isWhole = steps.some(({ type }) => type === 'integer' || type === 'safe_integer');
  const bounds = steps.flatMap(({ type, requirement }) => {
    if (type === 'min_value') return [`from ${String(requirement)}`];
    return type === 'max_value' ? [`to ${String(requirement)}`] : [];
  });
  return [base === 'number' && isWhole ? 'whole number' : base, ...bounds].join(' ');
}

/** A pipe may hold pipes; all their steps, flat. */
function stepsOf(schema: Schema): readonly Schema[] {
  return (schema.pipe ?? []).flatMap((step) => (step !== schema && step.pipe ? stepsOf(step) : [step]));
}
