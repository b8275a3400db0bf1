import type { ResolvedConfig, ResolvedSection } from '../config/resolve-config.ts';
import { coreError } from '../errors.ts';
import { noRecorder, type Recorder } from '../recorder/recorder.ts';
import { checkPlugin } from './define-plugin.ts';
import type { Handle, Plugin, SetupContext } from './plugin.ts';

/** What a host gives to every plugin it sets up. */
export interface HostOptions {
  /** Gives the resolved section of a plugin when it is first set up. */
  readonly section: (plugin: Plugin) => ResolvedSection;
  /** Hard bounds of the process, the same for all plugins. */
  readonly limits: ResolvedConfig['limits'];
  /** Where plugins record. Default `noRecorder`: nothing is kept. */
  readonly recorder?: Recorder;
}

/** Keeps plugins apart, sets each up once when it is first asked for, and disposes all. */
export interface Host extends AsyncDisposable {
  /** Takes a plugin in. Throws when its name or a metric of it is taken by another. */
  add(plugin: Plugin): void;
  /** Those taken in, in the order of `add`. */
  readonly plugins: readonly Plugin[];
  /** The live handle of an added plugin: its plain twin when the section is disabled. Rejects with what `setup` throws; the next call tries again. */
  handle<H extends Handle>(plugin: Plugin<unknown, H>): Promise<H>;
}

/**
 * A host without plugins. Disposing it aborts the signal of every `setup`, waits for those that run, and disposes the handles, the one
 * asked for last first; `handle` then rejects.
 */
export function createHost({ section, limits, recorder = noRecorder }: HostOptions): Host {
  const plugins = new Map<string, Plugin>();
  const metricOwners = new Map<string, string>();
  const handles = new Map<string, Promise<Handle>>();
  const controller = new AbortController();

  return {
    get plugins() {
      return [...plugins.values()];
    },
    add(plugin) {
      checkPlugin(plugin);
      const present = plugins.get(plugin.name);
      if (present === plugin) return;
      if (present)
        throw coreError(
          'NSI_CORE_PLUGIN_COLLISION',
          `expected every plugin to have a name of its own, got two with the name \`${plugin.name}\``,
        );
      const metrics = Object.values(plugin.metrics ?? {}).map(({ name }) => name);
      for (const metric of metrics) {
        const owner = metricOwners.get(metric);
        if (owner !== undefined) {
          throw coreError(
            'NSI_CORE_PLUGIN_COLLISION',
            `expected every metric to have one owner, got \`${metric}\` from \`${owner}\` and \`${plugin.name}\``,
          );
        }
      }
      for (const metric of metrics) metricOwners.set(metric, plugin.name);
      plugins.set(plugin.name, plugin);
    },
    async handle<H extends Handle>(plugin: Plugin<unknown, H>) {
      const known = plugins.get(plugin.name);
      if (!known) throw coreError('NSI_CORE_PLUGIN_INVALID', `expected a plugin that was added to the host, got \`${plugin.name}\``);
      let handle = handles.get(plugin.name);
      if (!handle) {
        handle = setUp(known);
        handles.set(plugin.name, handle);
        handle.catch(() => handles.delete(plugin.name));
      }
      return (await handle) as H;
    },
    async [Symbol.asyncDispose]() {
      controller.abort();
      const stack = new AsyncDisposableStack();
      for (const settled of await Promise.allSettled(handles.values())) {
        if (settled.status === 'fulfilled') stack.use(settled.value);
      }
      handles.clear();
      await stack.disposeAsync();
    },
  };

  async function setUp(plugin: Plugin): Promise<Handle> {
    controller.signal.throwIfAborted();
    const { enabled, level, options } = section(plugin);
    const context: SetupContext = { level, limits, recorder, signal: controller.signal };
    if (enabled) return plugin.setup(options, context);
    if (plugin.plain) return plugin.plain(options, context);
    throw coreError(
      'NSI_CORE_PLUGIN_DISABLED',
      `expected plugin \`${plugin.name}\` to be enabled or to have a plain twin, got a disabled one without`,
    );
  }
}
