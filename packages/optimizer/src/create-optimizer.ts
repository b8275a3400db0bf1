import {
  combineRecorders,
  coreMetrics,
  createHost,
  measureTime,
  timedFunction,
  type Handle,
  type MeasureTime,
  type Plugin,
  type Recorder,
  type ResolvedConfig,
  type TimedFunctionOptions,
  type TimingOptions,
} from '@nsi/core';
import { prometheusRecorder } from '@nsi/core/prometheus';
import type { Cpu } from '@nsi/cpu/plugin';
import type { Io } from '@nsi/io/plugin';
import type { Memory } from '@nsi/memory/plugin';
import { loadConfig, resolveWith } from './config/load-config.ts';
import type { NsiConfig } from './config/nsi-config.ts';
import type { SourceOptions } from './config/read-sources.ts';
import { optimizerError } from './errors.ts';
import { serveMetrics, type MetricsServer } from './metrics/serve-metrics.ts';
import { createTimingRecorder, type TimingSummary } from './metrics/timing-recorder.ts';
import { isRoomName, loadRoom, type RoomName } from './rooms/rooms.ts';

/** Where the configuration is looked up, and who else gets the measurements. */
export interface OptimizerOptions extends SourceOptions {
  /** Gets every measurement too, beside the ones kept here. */
  readonly recorder?: Recorder;
}

/** One configuration, one handle: rooms and plugins are loaded when they are first asked for, and disposed together. */
export interface Optimizer extends AsyncDisposable {
  /** The configuration in force; sections appear when their room has been loaded. */
  readonly config: ResolvedConfig;
  /** Gets what rooms and timings record. */
  readonly recorder: Recorder;
  /** `@nsi/memory`: pools, caches and codecs as configured; the plain twin when the section is disabled. */
  memory(): Promise<Memory>;
  /** `@nsi/cpu`: SIMD, kernels, pools of threads and schedulers as configured; the plain twin on one thread when the section is disabled. */
  cpu(): Promise<Cpu>;
  /** `@nsi/io`: reading, walking and writing files as configured; the plain twin when the section is disabled. */
  io(): Promise<Io>;
  /** The handle of a plugin, by the plugin itself (typed) or by its name. Set up at the first call. */
  use<H extends Handle>(plugin: Plugin<unknown, H>): Promise<H>;
  use(name: string): Promise<Handle>;
  /** A function that behaves as `run` and is measured on every call. */
  timedFunction<This, Arguments extends unknown[], Result>(
    run: (this: This, ...args: Arguments) => Result,
    options?: Omit<TimedFunctionOptions, 'recorder'>,
  ): (this: This, ...args: Arguments) => Result;
  /** Measures a block (`using`) or a call. */
  readonly measureTime: MeasureTime;
  /** What was measured so far. */
  getMetrics(): OptimizerMetrics;
  /** All metrics as Prometheus text. */
  prometheusText(): Promise<string>;
  /** Serves `/metrics` where `monitoring` says, on loopback unless it says otherwise. */
  serveMetrics(options?: { readonly host?: string; readonly port?: number }): Promise<MetricsServer>;
}

/** What an optimizer has measured since it was created, as a snapshot that later calls do not change. */
export interface OptimizerMetrics {
  /** By the name given to `timedFunction` or `measureTime`. */
  readonly timings: Readonly<Record<string, TimingSummary>>;
}

/**
 * Opens the toolkit. Without `config` it reads `nsi.config.*` or `optimization_config.json`, looked up from the working directory upward;
 * with it, no file is read. `NSI_…` variables go over files and below `config`. Rejects with `NSI_CORE_CONFIG` on any mistake in them.
 *
 * @example
 * import { createOptimizer } from '@nsi/optimizer';
 * await using nsi = await createOptimizer({ level: 'balanced' });
 * const double = nsi.timedFunction(function double(value: number) { return value * 2; });
 * double(21);
 */
export async function createOptimizer(
  config?: NsiConfig,
  { recorder: extra, ...sourceOptions }: OptimizerOptions = {},
): Promise<Optimizer> {
  const [loaded, prometheus] = await Promise.all([
    loadConfig({
      ...sourceOptions,
      ...(config === undefined ? {} : { file: sourceOptions.file ?? false, overrides: [{ origin: 'code', value: config }] }),
    }),
    import('prom-client').then((module) => module.default),
  ]);
  const registry = new prometheus.Registry();
  const timings = createTimingRecorder();
  const recorder = combineRecorders(
    prometheusRecorder(prometheus, { registry, metrics: [coreMetrics.timed] }),
    timings,
    ...(extra ? [extra] : []),
  );

  const collectProcessMetrics = once(() => prometheus.collectDefaultMetrics({ register: registry }));
  const known = new Map<string, Plugin>(
    [...loaded.rooms, ...loaded.plugins.map(({ plugin }) => plugin)].map((plugin) => [plugin.name, plugin]),
  );
  let current = loaded.config;
  const stack = new AsyncDisposableStack();
  const host = stack.use(createHost({ section: ({ name }) => current.sections[name]!, limits: current.limits, recorder }));
  for (const plugin of known.values()) host.add(plugin);

  return {
    get config() {
      return current;
    },
    recorder,
    memory: async () => (await room('memory')) as Memory,
    cpu: async () => (await room('cpu')) as Cpu,
    io: async () => (await room('io')) as Io,
    use: (plugin: Plugin | string) => (typeof plugin === 'string' ? useByName(plugin) : usePlugin(plugin)),
    timedFunction: (run, options) => timedFunction(run, { ...options, recorder }),
    measureTime: measureHere,
    getMetrics: () => ({ timings: timings.summaries() }),
    prometheusText: () => registry.metrics(),
    async serveMetrics(options = {}) {
      collectProcessMetrics();
      return stack.use(await serveMetrics(registry, { ...current.monitoring, ...options }));
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };

  async function room(name: RoomName): Promise<Handle> {
    return usePlugin(known.get(name) ?? (await loadRoom(name)));
  }

  async function usePlugin(plugin: Plugin): Promise<Handle> {
    if (!known.has(plugin.name)) {
      host.add(plugin);
      known.set(plugin.name, plugin);
      current = resolveWith(loaded.sources, loaded.overrides, [...known.values()]);
    }
    return host.handle(plugin);
  }

  async function useByName(name: string): Promise<Handle> {
    const plugin = known.get(name);
    if (plugin) return usePlugin(plugin);
    if (isRoomName(name)) return room(name);
    throw optimizerError(
      'NSI_OPTIMIZER_PLUGIN_UNKNOWN',
      `expected the name of a room or of a plugin in the configuration, got \`${name}\``,
    );
  }

  function measureHere<Result>(name: string, second?: (() => Result) | TimingOptions, third?: TimingOptions): Disposable | Result {
    if (typeof second === 'function') return measureTime(name, second, { recorder, ...third });
    return measureTime(name, { recorder, ...second });
  }
}

function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    run();
  };
}
