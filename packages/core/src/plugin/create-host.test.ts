import * as v from 'valibot';
import { expect, test } from 'vitest';
import { noLimits } from '../config/limits.ts';
import type { Metric } from '../recorder/metric.ts';
import { createHost, type Host } from './create-host.ts';
import { definePlugin } from './define-plugin.ts';
import type { Plugin } from './plugin.ts';

const empty = { conservative: {}, balanced: {}, aggressive: {} };

function pluginOf(name: string, more: Partial<Plugin> = {}): Plugin {
  return definePlugin({
    apiVersion: 1,
    name,
    options: v.strictObject({}),
    levels: empty,
    setup: () => ({ [Symbol.dispose]() {} }),
    ...more,
  });
}

function hostWith(plugins: readonly Plugin[], enabled = true): Host {
  const host = createHost({ section: () => ({ enabled, level: 'balanced', options: {}, written: {} }), limits: noLimits });
  for (const plugin of plugins) host.add(plugin);
  return host;
}

test('sets a plugin up once, when its handle is first asked for', async () => {
  let count = 0;
  const gpu = pluginOf('gpu', { setup: () => ({ number: ++count, [Symbol.dispose]() {} }) });
  await using host = hostWith([gpu]);

  expect(count).toBe(0);
  const [first, second] = await Promise.all([host.handle(gpu), host.handle(gpu)]);

  expect(first).toBe(second);
  expect(count).toBe(1);
});

test('disposes every handle, in the reverse order, and aborts the signal they got', async () => {
  const log: string[] = [];
  const noisy = (name: string) =>
    pluginOf(name, { setup: (_, { signal }) => ({ [Symbol.asyncDispose]: async () => void log.push(`${name} ${signal.aborted}`) }) });
  const [first, second] = [noisy('first'), noisy('second')];
  const host = hostWith([first, second]);
  await host.handle(first);
  await host.handle(second);

  await host[Symbol.asyncDispose]();

  expect(log).toEqual(['second true', 'first true']);
});

test('tries again after a set-up that failed', async () => {
  let isBroken = true;
  const gpu = pluginOf('gpu', {
    setup() {
      if (isBroken) throw new Error('no device');
      return { [Symbol.dispose]() {} };
    },
  });
  await using host = hostWith([gpu]);

  await expect(host.handle(gpu)).rejects.toThrow('no device');
  isBroken = false;

  await expect(host.handle(gpu)).resolves.toBeDefined();
});

test('gives the plain twin of a disabled plugin, and a coded error when there is none', async () => {
  const twin = { isPlain: true, [Symbol.dispose]() {} };
  const withTwin = pluginOf('gpu', { plain: () => twin });
  const without = pluginOf('tpu');
  await using host = hostWith([withTwin, without], false);

  expect(await host.handle(withTwin)).toBe(twin);
  await expect(host.handle(without)).rejects.toMatchObject({ code: 'NSI_CORE_PLUGIN_DISABLED' });
});

test('refuses two plugins with one name and two owners of one metric', () => {
  const metric: Metric = { name: 'nsi_gpu_fast_busy_seconds_total', kind: 'counter', help: 'x' };
  const host = hostWith([pluginOf('gpu', { metrics: { metric } })]);

  expect(() => host.add(pluginOf('gpu'))).toThrow(expect.objectContaining({ code: 'NSI_CORE_PLUGIN_COLLISION' }));
  expect(() => host.add(pluginOf('gpu-fast', { metrics: { metric } }))).toThrow(
    expect.objectContaining({ code: 'NSI_CORE_PLUGIN_COLLISION' }),
  );
});

test.each([
  [{ apiVersion: 2 }, 'NSI_CORE_PLUGIN_VERSION'],
  [{ name: 'GPU' }, 'NSI_CORE_PLUGIN_INVALID'],
  [{ name: 'level' }, 'NSI_CORE_PLUGIN_INVALID'],
  [{ options: {} }, 'NSI_CORE_PLUGIN_INVALID'],
  [{ levels: { balanced: {} } }, 'NSI_CORE_PLUGIN_INVALID'],
  [{ setup: undefined }, 'NSI_CORE_PLUGIN_INVALID'],
  [{ metrics: { a: { name: 'nsi_memory_x', kind: 'gauge', help: '' } } }, 'NSI_CORE_PLUGIN_INVALID'],
])('refuses a plugin with %o', (broken, code) => {
  expect(() => pluginOf('gpu', broken as unknown as Partial<Plugin>)).toThrow(expect.objectContaining({ code }));
});
