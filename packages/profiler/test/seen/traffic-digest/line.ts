export interface Hit {
  readonly host: string;
  readonly hour: number;
  readonly path: string;
  readonly status: number;
  readonly bytes: number;
  readonly agent: string;
}

const shape = /^(\S+) \S+ \S+ \[\d+\/\w+\/\d+:(\d\d):[^\]]*\] "[A-Z]+ (\S+) [^"]*" (\d{3}) (\d+) "([^"]*)"$/;

/** What a line says, undefined when it is none of the log's. */
export function hitOf(line: string): Hit | undefined {
  const match = shape.exec(line);
  if (!match) return undefined;
  const [, host = '', hour, path = '', status, bytes, agent = ''] = match;
  return { host, hour: Number(hour), path, status: Number(status), bytes: Number(bytes), agent };
}
