import { copyOf } from './copy.ts';

export interface Task {
  readonly id: string;
  readonly title: string;
  column: string;
  readonly labels: readonly string[];
}

export interface Board {
  revision: number;
  readonly tasks: Record<string, Task>;
}

export type Action =
  | { readonly type: 'moved'; readonly id: string; readonly to: string }
  | { readonly type: 'removed'; readonly id: string };
export type Listener = (board: Board) => void;

function reduce(board: Board, action: Action): Board {
  const next = copyOf(board);
  next.revision++;
  if (action.type === 'removed') delete next.tasks[action.id];
  else if (next.tasks[action.id]) (next.tasks[action.id] as Task).column = action.to;
  return next;
}

export function createStore(initial: Board) {
  let board = copyOf(initial);
  const listeners = new Set<Listener>();
  return {
    state: (): Board => copyOf(board),
    task: (id: string): Task | undefined => board.tasks[id],
    subscribe(listener: Listener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch(action: Action): void {
      board = reduce(board, action);
      for (const listener of listeners) listener(board);
    },
  };
}
