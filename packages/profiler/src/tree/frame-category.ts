import type { FrameCategory } from '@nsi/core/report';

const special: Readonly<Record<string, FrameCategory>> = Object.freeze({
  '(root)': 'node',
  '(program)': 'native',
  '(idle)': 'idle',
  '(garbage collector)': 'gc',
});

/** What a frame belongs to. */
export function categoryOf(name: string, file: string): FrameCategory {
  if (file === '') return special[name] ?? 'native';
  if (file.startsWith('node:')) return 'node';
  if (file.startsWith('wasm:')) return 'native';
  return /[\\/]node_modules[\\/]/.test(file) ? 'dependency' : 'app';
}
