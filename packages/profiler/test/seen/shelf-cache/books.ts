const subjects = 'rivers stars cities forests engines letters mountains songs ships gardens bridges clocks'.split(' ');
const manners = 'short lost great secret last first quiet long complete hidden'.split(' ');
const authors = 'Amann Berger Costa Dreyer Ekman Fabre Gruber Haas Ivanov Jansen Keller Lorenz Moser'.split(' ');

export function* books(count: number): Generator<{ id: number; title: string; author: string }> {
  for (let id = 0; id < count; id++) {
    const title = `The ${manners[id % 10]} history of ${subjects[(id * 7) % 12]} and ${subjects[(id * 5 + (id >> 5)) % 12]} ${id % 997}`;
    yield { id, title, author: `${authors[(id * 3) % 13]} ${String.fromCharCode(65 + (id % 26))}` };
  }
}

export function* questions(count: number): Generator<string> {
  for (let n = 0; n < count; n++) {
    if (n % 3 === 0) yield `${manners[n % 10]} ${subjects[n % 12]}`;
    else yield `${authors[(n * 7) % 13]} the ${manners[(n * 3) % 10]} ${(n * 31) % 997}`;
  }
}
