const pageBytes = 65_536;

/** What is used of WebAssembly, whose types belong to browsers. */
interface PageMemory {
  readonly Memory: new (options: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
}

/** Memory that begins at a page, as direct input and output demand: JavaScript's own buffers begin anywhere, WebAssembly's memory never. */
export function alignedBuffer(bytes: number): Buffer {
  const { Memory } = (globalThis as unknown as { readonly WebAssembly: PageMemory }).WebAssembly;
  const memory = new Memory({ initial: Math.ceil(bytes / pageBytes) });
  return Buffer.from(memory.buffer, 0, bytes);
}
