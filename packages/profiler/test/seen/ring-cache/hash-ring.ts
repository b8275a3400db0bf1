import * as crypto from 'node:crypto';

interface Point {
  readonly at: number;
  readonly owner: string;
}

export interface RingOptions {
  readonly points?: number;
}

/** Where on the ring a text lies. */
function position(text: string, algorithm = 'md5'): number {
  const digest = crypto.createHash(algorithm).update(text).digest(); // <- slow
  return digest.readUInt32BE(0);
}

export class HashRing {
  readonly #points: Point[] = [];
  readonly #perNode: number;

  constructor({ points = 100 }: RingOptions = {}) {
    this.#perNode = points;
  }

  add(owner: string): void {
    for (let n = 0; n < this.#perNode; n++) this.#points.push({ at: position(`${owner}/${n}`), owner });
    this.#points.sort((left, right) => left.at - right.at);
  }

  ownerOf(key: string): string {
    const at = position(key);
    let low = 0;
    let high = this.#points.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#points[middle]?.at ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return (this.#points[low] ?? this.#points[0])?.owner ?? '';
  }
}
