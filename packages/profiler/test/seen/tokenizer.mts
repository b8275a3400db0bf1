// Right answer: clean
// Splits source text into tokens, by index.

interface Token {
  readonly kind: 'word' | 'number' | 'sign';
  readonly from: number;
  readonly to: number;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122;
}

function* tokenize(text: string): Generator<Token> {
  for (let at = 0; at < text.length;) {
    const from = at;
    const code = text.charCodeAt(at);
    if (isLetter(code)) while (at < text.length && isLetter(text.charCodeAt(at))) at++;
    else if (isDigit(code)) while (at < text.length && isDigit(text.charCodeAt(at))) at++;
    else at++;
    if (code > 32) yield { kind: isLetter(code) ? 'word' : isDigit(code) ? 'number' : 'sign', from, to: at };
  }
}

const text = Array.from({ length: 20_000 }, (_, n) => `const value${n} = compute(${n * 7}, other);`).join('\n');
const counts = { word: 0, number: 0, sign: 0 };
for (let turn = 0; turn < 12; turn++) for (const { kind } of tokenize(text)) counts[kind]++;
process.stdout.write(`${JSON.stringify(counts)}\n`);
