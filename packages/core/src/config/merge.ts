import type { Problem } from '../options/check.ts';
import { describe } from '../options/check.ts';

/** A value of the configuration and who set it. */
export interface ConfigLayer {
  /** Such as `nsi.config.json`, `NSI_LEVEL` or `code`. */
  readonly origin: string;
  readonly value: unknown;
}

/** Layers put over one another, lowest first: the value, and the origin of every leaf by its path. */
export interface Merged {
  readonly value: Readonly<Record<string, unknown>>;
  readonly origins: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

// Keys that would reach an object's prototype.
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);
const maxDepth = 8;

/** Objects merge key by key; anything else, lists included, replaces what was there. */
export function mergeLayers(layers: readonly ConfigLayer[]): Merged {
  const origins = new Map<string, string>();
  const problems: Problem[] = [];
  const value: Record<string, unknown> = {};
  for (const layer of layers) {
    if (layer.value === undefined) continue;
    if (isPlainObject(layer.value)) mergeInto(value, layer.value, '', layer.origin);
    else problems.push({ path: '', expected: 'an object', actual: describe(layer.value), origin: layer.origin });
  }
  return { value, origins, problems };

  function mergeInto(target: Record<string, unknown>, source: Readonly<Record<string, unknown>>, prefix: string, origin: string): void {
    for (const [key, next] of Object.entries(source)) {
      const path = prefix === '' ? key : `${prefix}.${key}`;
      if (forbiddenKeys.has(key)) problems.push({ path, expected: 'a name of an option', actual: `\`${key}\``, origin });
      else if (next === undefined) continue;
      else if (isPlainObject(next) && path.split('.').length < maxDepth) {
        if (!isPlainObject(target[key])) {
          target[key] = {};
          forget(path);
        }
        mergeInto(target[key] as Record<string, unknown>, next, path, origin);
        if (Object.keys(next).length === 0) origins.set(path, origin);
      } else {
        forget(path);
        target[key] = next;
        origins.set(path, origin);
      }
    }
  }

  function forget(path: string): void {
    for (const known of origins.keys()) if (known === path || known.startsWith(`${path}.`)) origins.delete(known);
  }
}

/** Who set the value at `path`: the leaf itself, else the nearest leaf above or below it. */
export function originAt(origins: ReadonlyMap<string, string>, path: string): string | undefined {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const origin = origins.get(at);
    if (origin !== undefined) return origin;
  }
  for (const [known, origin] of origins) if (known.startsWith(`${path}.`)) return origin;
  return undefined;
}

/** Whether `value` is an object literal or has no prototype. Lists, class instances and objects of another realm are not. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
