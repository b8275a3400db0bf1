// Never turns its event loop again.
function spinForEver() {
  let sum = 0;
  for (;;) sum += Math.sqrt(sum + 1);
}

process.stdout.write('spins\n');
spinForEver();
