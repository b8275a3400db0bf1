interface Hit {
  readonly document: number;
  readonly score: number;
}

/** The best hits, best first; keeps only as many as are wanted. */
export function bestOf(scores: ReadonlyMap<number, number>, limit: number): Hit[] {
  const best: Hit[] = [];
  for (const [document, score] of scores) {
    const last = best[best.length - 1];
    if (best.length === limit && last !== undefined && score <= last.score) continue;
    let at = best.length;
    while (at > 0 && (best[at - 1]?.score ?? 0) < score) at--;
    best.splice(at, 0, { document, score });
    if (best.length > limit) best.pop();
  }
  return best;
}
