export function start(count, cars) {
  return Array.from({ length: count }, (_, id) => ({
    id,
    car: id % cars,
    mood: (id * 31) % 100,
    moves: 0,
    last: { step: 0, car: id % cars },
  }));
}

const isUneasy = ({ mood, moves }, step) => (mood + step * 7 + moves) % 5 === 0;

function next(passenger, cars, step) {
  const car = isUneasy(passenger, step) ? (passenger.car + 1) % cars : passenger.car;
  const moves = passenger.moves + (car === passenger.car ? 0 : 1);
  return { id: passenger.id, car, mood: passenger.mood, moves, last: { step, car: passenger.car } }; // <- slow
}

/** The passengers after one more step. */
export function board(passengers, cars, step) {
  return passengers.map((passenger) => next(passenger, cars, step));
}
