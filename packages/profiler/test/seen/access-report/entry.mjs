const pattern = /^(\S+) (\S+) "(\w+) ([^"]+)" (\d{3}) (\d+)$/;

/** An entry of the log, or nothing when the line is none. */
export function parseEntry(line) {
  const match = pattern.exec(line);
  if (match === null) return undefined;
  const [, client, moment, method, path, status, bytes] = match;
  return { client, hour: moment.slice(0, 13), method, path, status: Number(status), bytes: Number(bytes) };
}
