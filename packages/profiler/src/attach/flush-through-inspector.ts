import { connectInspector } from './inspector-client.ts';
import { waitForInspector } from './inspector-url.ts';

/** Makes the collector in a process write its profile, though its event loop does not turn. Does nothing when it cannot be reached. */
export async function flushThroughInspector(pid: number, port: number): Promise<void> {
  try {
    process.kill(pid, 'SIGUSR1');
    using client = await connectInspector(await waitForInspector(port));
    await client.evaluate("globalThis[Symbol.for('nsi.profiler')].flush(true)");
  } catch {
    // No Node.js, or gone: what it wrote before is all there is.
  }
}
