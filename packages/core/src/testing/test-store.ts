import type { Store } from '../ports/store.ts';
import { registerCases, type ConformanceOptions } from './runner.ts';

/** The store under test, and the time it lives in. */
export interface StoreSubject {
  /** Begins the name of every test. */
  readonly name: string;
  /** A new, empty store for one test. */
  create(): Store<string> | Promise<Store<string>>;
  /** Lets `milliseconds` pass for the store: a fake clock's advance, or real waiting. */
  advance(milliseconds: number): void | Promise<void>;
}

/** The behaviour every `Store` promises. */
export function testStore({ name, create, advance }: StoreSubject, options: ConformanceOptions): void {
  const { expect } = options;
  registerCases(
    name,
    {
      async 'has nothing under a key that was never set'() {
        const store = await create();
        expect(await store.get('a')).toBe(undefined);
        expect(await store.has('a')).toBe(false);
        expect(await store.delete('a')).toBe(false);
      },
      async 'gives back what was set'() {
        const store = await create();
        await store.set('a', 'one');
        await store.set('b', 'two');
        expect(await store.get('a')).toBe('one');
        expect(await store.get('b')).toBe('two');
        expect(await store.has('a')).toBe(true);
      },
      async 'replaces what was there'() {
        const store = await create();
        await store.set('a', 'one');
        await store.set('a', 'two');
        expect(await store.get('a')).toBe('two');
      },
      async 'forgets what is deleted, once'() {
        const store = await create();
        await store.set('a', 'one');
        expect(await store.delete('a')).toBe(true);
        expect(await store.delete('a')).toBe(false);
        expect(await store.get('a')).toBe(undefined);
      },
      async 'forgets everything on clear'() {
        const store = await create();
        await store.set('a', 'one');
        await store.set('b', 'two');
        await store.clear();
        expect(await store.has('a')).toBe(false);
        expect(await store.get('b')).toBe(undefined);
      },
      async 'takes any text as a key'() {
        const store = await create();
        const keys = ['', ' ', '__proto__', 'constructor', 'a'.repeat(2000), 'ключ', '\u0000', '🗝️', '1', '-1', 'a:b/c?d'];
        for (const key of keys) await store.set(key, `value of ${key}`);
        for (const key of keys) expect(await store.get(key)).toBe(`value of ${key}`);
      },
      async 'tells an empty value from none'() {
        const store = await create();
        await store.set('a', '');
        expect(await store.get('a')).toBe('');
        expect(await store.has('a')).toBe(true);
      },
      async 'keeps an entry until its ttl has passed and no longer'() {
        const store = await create();
        await store.set('short', 'x', { ttlMs: 2000 });
        await store.set('long', 'y', { ttlMs: 60_000 });
        await advance(500);
        expect(await store.get('short')).toBe('x');
        await advance(2500);
        expect(await store.get('short')).toBe(undefined);
        expect(await store.has('short')).toBe(false);
        expect(await store.get('long')).toBe('y');
      },
      async 'keeps a ttl below one second'() {
        const store = await create();
        await store.set('a', 'x', { ttlMs: 100 });
        expect(await store.get('a')).toBe('x');
        await advance(200);
        expect(await store.get('a')).toBe(undefined);
      },
      async 'starts the ttl again when an entry is replaced'() {
        const store = await create();
        await store.set('a', 'x', { ttlMs: 2000 });
        await advance(1500);
        await store.set('a', 'y', { ttlMs: 2000 });
        await advance(1500);
        expect(await store.get('a')).toBe('y');
      },
    },
    options,
  );
}
