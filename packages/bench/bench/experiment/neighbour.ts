/** Entry of a process that is busy in bursts, like another container on the machine. Ends with its parent. */
process.once('disconnect', () => process.exit(0));

let isBusy = true;
for (;;) {
  const until = performance.now() + 5 + Math.random() * 295;
  if (isBusy) while (performance.now() < until) Math.sqrt(until);
  else await new Promise((resolve) => setTimeout(resolve, until - performance.now()));
  isBusy = !isBusy;
  // The disconnect of the parent is seen between bursts.
  await new Promise((resolve) => setImmediate(resolve));
}
