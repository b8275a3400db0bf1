// Right answer: json-clone
// The state of a board of tasks; every change makes a new state, and who looks gets one of their own.
import { createStore, type Board } from './store.ts';

const columns = ['open', 'doing', 'review', 'done'];
const initial: Board = {
  revision: 0,
  tasks: Object.fromEntries(
    Array.from({ length: 220 }, (_, n) => [
      `t${n}`,
      { id: `t${n}`, title: `Task number ${n}`, column: 'open', labels: ['team', `sprint-${n % 6}`] },
    ]),
  ),
};

const store = createStore(initial);
let notified = 0;
store.subscribe((board) => {
  notified += board.revision > 0 ? 1 : 0;
});

for (let turn = 0; turn < 15_000; turn++) {
  const id = `t${(turn * 7) % 220}`;
  const next = columns[(columns.indexOf(store.task(id)?.column ?? 'open') + 1) % columns.length] ?? 'open';
  store.dispatch({ type: 'moved', id, to: next });
}

const tally = Object.groupBy(Object.values(store.state().tasks), ({ column }) => column);
console.log(notified, 'changes;', columns.map((column) => `${column} ${tally[column]?.length ?? 0}`).join(', '));
