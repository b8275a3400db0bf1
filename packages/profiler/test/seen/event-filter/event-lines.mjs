const actions = ['create', 'update', 'export'];

/** Events as the services write them: blocks of lines. */
export function* eventLines(count) {
  const trace = Array.from({ length: 14 }, (_, n) => ({
    span: `s${n}`,
    service: `service-${n % 4}`,
    tags: ['http', `zone-${n % 3}`],
    startMs: n * 13,
    endMs: n * 17 + 4,
  }));
  const tail = `"trace":${JSON.stringify(trace)},"host":"node-3","region":"eu-north"}`;
  let block = [];
  for (let n = 0; n < count; n++) {
    const status = n % 9 === 0 ? 'failed' : 'done';
    block.push(
      `{"id":${n},"customer":"c-${n % 40}","status":"${status}","action":"${actions[n % 3]}","durationMs":${(n * 7) % 900},${tail}\n`,
    );
    if (block.length < 300) continue;
    yield block.join('');
    block = [];
  }
  yield block.join('');
}
