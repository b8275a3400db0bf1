function beatenBy(machine, others) {
  let beaten = 0;
  for (const other of others) {
    if (other.efficiency < machine.efficiency) beaten += other.hall === machine.hall ? 2 : 1; // <- slow
  }
  return beaten;
}

/** Machines in the order of how many others do less with their power; those of the same hall count twice. */
export function ranking(machines) {
  return machines
    .map((machine) => ({ machine: machine.machine, beaten: beatenBy(machine, machines) }))
    .sort((left, right) => right.beaten - left.beaten || left.machine.localeCompare(right.machine));
}
