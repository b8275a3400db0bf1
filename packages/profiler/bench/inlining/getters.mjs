// Getters, setters and short methods of classes, most of them on one line.
class Vector {
  #x;
  #y;
  constructor(x, y) {
    this.#x = x;
    this.#y = y;
  }
  get x() {
    return this.#x;
  }
  get y() {
    return this.#y;
  }
  get length() {
    return Math.sqrt(this.#x * this.#x + this.#y * this.#y);
  }
  set x(value) {
    this.#x = value;
  }
  add(other) {
    return new Vector(this.#x + other.x, this.#y + other.y);
  }
  dot(other) {
    return this.x * other.x + this.y * other.y;
  }
}

class Body {
  constructor(place, speed) {
    this.place = place;
    this.speed = speed;
  }
  get energy() {
    return this.speed.dot(this.speed) / 2;
  }
  move() {
    this.place = this.place.add(this.speed);
    if (this.place.length > 1000) this.place.x = 0;
  }
}

function step(bodies) {
  let energy = 0;
  for (const body of bodies) {
    body.move();
    energy += body.energy;
  }
  return energy;
}

const bodies = Array.from({ length: 500 }, (_, index) => new Body(new Vector(index, 1), new Vector(1, index % 7)));
let energy = 0;
const start = process.cpuUsage();
while (process.cpuUsage(start).user < 900_000) for (let turn = 0; turn < 20; turn++) energy += step(bodies);
process.stdout.write(`${energy}\n`);
