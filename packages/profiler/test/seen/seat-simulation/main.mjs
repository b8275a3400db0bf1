// Right answer: gc-share
// Simulates how passengers spread over the cars of trains, a state after the other.
import { board, start } from './passengers.mjs';

function summary(passengers, cars) {
  const counts = new Array(cars).fill(0);
  for (const { car } of passengers) counts[car]++;
  return counts;
}

class Simulation {
  #state;
  #step = 0;

  constructor({ passengers, cars }) {
    this.cars = cars;
    this.#state = start(passengers, cars);
  }

  run(steps) {
    for (let n = 0; n < steps; n++) this.#state = board(this.#state, this.cars, ++this.#step);
    return this;
  }

  toString() {
    const counts = summary(this.#state, this.cars);
    return `step ${this.#step}: ${Math.min(...counts)} to ${Math.max(...counts)} in a car`;
  }
}

const simulation = new Simulation({ passengers: 260_000, cars: 12 });
console.log(String(simulation.run(170)));
