// A reader of expressions: a class with short methods that call one another.
const isDigit = (code) => code >= 48 && code <= 57;
const isSpace = (code) => code === 32 || code === 9;

class Reader {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }
  peek() {
    return this.text.charCodeAt(this.at);
  }
  advance() {
    this.at += 1;
  }
  skip() {
    while (isSpace(this.peek())) this.advance();
  }
  number() {
    let value = 0;
    while (this.at < this.text.length && isDigit(this.peek())) {
      value = value * 10 + this.peek() - 48;
      this.advance();
    }
    return value;
  }
  term() {
    this.skip();
    const value = this.number();
    this.skip();
    return value;
  }
}

function evaluate(text) {
  const reader = new Reader(text);
  let sum = reader.term();
  while (reader.at < text.length) {
    const sign = reader.peek() === 43 ? 1 : -1;
    reader.advance();
    sum += sign * reader.term();
  }
  return sum;
}

const texts = Array.from({ length: 200 }, (_, index) => `${index * 91} + ${index}  - ${index * 3} + 12 - ${index % 10}`);
let sum = 0;
const start = process.cpuUsage();
while (process.cpuUsage(start).user < 900_000) for (const text of texts) sum += evaluate(text);
process.stdout.write(`${sum}\n`);
