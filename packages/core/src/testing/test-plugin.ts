import { noLimits } from '../config/limits.ts';
import { levels } from '../config/level.ts';
import { resolveConfig } from '../config/resolve-config.ts';
import { createHost } from '../plugin/create-host.ts';
import { checkPlugin } from '../plugin/define-plugin.ts';
import type { Handle, Plugin } from '../plugin/plugin.ts';
import { noRecorder } from '../recorder/recorder.ts';
import { registerCases, type ConformanceOptions } from './runner.ts';

/** The behaviour every plugin promises: levels that fit its own schema, a handle that disposes, a plain twin with the same interface, suites that hold. */
export function testPlugin<Options, H extends Handle>(plugin: Plugin<Options, H>, options: ConformanceOptions): void {
  const { expect } = options;
  const anyPlugin = plugin as unknown as Plugin;
  const resolve = (section: Record<string, unknown>) =>
    resolveConfig({ environment: 'testing', plugins: [anyPlugin], overrides: [{ origin: 'test', value: { [plugin.name]: section } }] });
  const open = (section: Record<string, unknown>) => {
    const config = resolve(section);
    const host = createHost({ section: ({ name }) => config.sections[name]!, limits: noLimits, recorder: noRecorder });
    host.add(anyPlugin);
    return host;
  };

  registerCases(
    plugin.name,
    {
      'keeps the contract'() {
        checkPlugin(plugin);
        expect(Object.isFrozen(plugin)).toBe(true);
      },
      'has the same options at every level, and its own schema takes them'() {
        for (const level of levels) {
          expect(Object.keys(plugin.levels[level]).toSorted()).toEqual(Object.keys(plugin.levels.balanced).toSorted());
          expect(resolve({ level }).sections[plugin.name]?.level).toBe(level);
        }
      },
      'refuses an option it does not know'() {
        let isRefused = false;
        try {
          resolve({ 'no-such-option': 1 });
        } catch {
          isRefused = true;
        }
        expect(isRefused).toBe(true);
      },
      async 'is set up once and disposes at every level'() {
        for (const level of levels) {
          await using host = open({ level });
          expect(await host.handle(anyPlugin)).toBe(await host.handle(anyPlugin));
        }
      },
      async 'has a plain twin with the same interface'() {
        if (!plugin.plain) return;
        await using optimized = open({});
        await using plain = open({ enabled: false });
        expect(Object.keys(await plain.handle(anyPlugin)).toSorted()).toEqual(Object.keys(await optimized.handle(anyPlugin)).toSorted());
      },
      async 'offers suites of its own category, each with one baseline'() {
        const suites = (await plugin.suites?.())?.default ?? [];
        for (const suite of suites) {
          expect(suite.category).toBe(plugin.name);
          expect(suite.variants.filter(({ isBaseline }) => isBaseline).length).toBe(1);
        }
        expect(new Set(suites.map(({ name }) => name)).size).toBe(suites.length);
      },
      async 'offers commands with examples that load'() {
        for (const command of (await plugin.commands?.())?.default ?? []) {
          expect(command.examples.length > 0).toBe(true);
          expect(typeof (await command.load()).run).toBe('function');
        }
      },
    },
    options,
  );
}
