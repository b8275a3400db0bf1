export interface Token {
  readonly kind: 'number' | 'name' | 'sign';
  readonly text: string;
}

const shape = /\s*(?:(\d+(?:\.\d+)?)|([a-z]\w*)|([<>]=?|==|[-+*/()]))/y;

export function tokens(source: string): Token[] {
  const list: Token[] = [];
  shape.lastIndex = 0;
  while (shape.lastIndex < source.length) {
    const match = shape.exec(source);
    if (!match) throw new SyntaxError(`Cannot read ${source}`);
    if (match[1] !== undefined) list.push({ kind: 'number', text: match[1] });
    else if (match[2] !== undefined) list.push({ kind: 'name', text: match[2] });
    else list.push({ kind: 'sign', text: match[3] ?? '' });
  }
  return list;
}
