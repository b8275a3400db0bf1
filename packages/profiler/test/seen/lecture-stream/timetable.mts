import type { RpcClient } from './rpc-client.mts';

interface Slot {
  readonly course: string;
  readonly hour: number;
}

interface Entry {
  readonly hall: string;
  readonly hour: number;
  readonly title: string;
  readonly lecturer: string;
}

const lecturers = new Map<number, Promise<string>>();

function lecturerOf(client: RpcClient, id: number): Promise<string> {
  let name = lecturers.get(id);
  if (!name) lecturers.set(id, (name = client.call<string>('lecturer', String(id))));
  return name;
}

/** Every lecture of the halls, hall by hall and by the hour. */
export async function* timetable(client: RpcClient, halls: readonly string[]): AsyncGenerator<Entry> {
  const slotsOf = await Promise.all(halls.map((hall) => client.call<Slot[]>('slots', hall)));
  for (const [n, slots] of slotsOf.entries()) {
    const entries: Entry[] = [];
    for (const { course, hour } of slots) {
      const { title, lecturer } = await client.call<{ title: string; lecturer: number }>('course', course); // <- slow
      entries.push({ hall: halls[n] ?? '', hour, title, lecturer: await lecturerOf(client, lecturer) });
    }
    yield* entries.sort((one, other) => one.hour - other.hour);
  }
}
