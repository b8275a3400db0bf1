// Right answer: regex-backtrack
// Counts which hosts outside of the company a proxy has asked for.

interface Access {
  readonly user: string;
  readonly url: string;
  readonly bytes: number;
}

const schemes = /^https?:\/\//;
const publicHost = /^(?:[a-z0-9]+[-.]?)+\.(?:com|org|net|io)$/;

function hostOf(url: string): string | undefined {
  if (!schemes.test(url)) return undefined;
  const rest = url.replace(schemes, '');
  const end = rest.search(/[:/?]/);
  return end < 0 ? rest : rest.slice(0, end);
}

class HostFilter {
  readonly #internal: readonly string[];

  constructor({ internal = [] }: { internal?: readonly string[] } = {}) {
    this.#internal = internal;
  }

  accepts(host: string | undefined): host is string {
    if (!host || this.#internal.includes(host)) return false;
    return publicHost.test(host); // <- slow
  }
}

function* accesses(count: number): Generator<Access> {
  const hosts = [
    'cdn.example.com',
    'api.example.org:8443',
    'intranet',
    'files.example.io',
    'ip-10-0-3-17.fileserver-01.corp',
    'static.example.net',
    'buildagent3.factory.corp',
  ];
  for (let n = 0; n < count; n++)
    yield { user: `u${n % 80}`, url: `https://${hosts[n % hosts.length]}/p/${n}?q=${n % 7}`, bytes: (n * 53) % 9_000 };
}

function tally(all: Iterable<Access>, filter: HostFilter): Map<string, number> {
  const bytesOf = new Map<string, number>();
  for (const { url, bytes } of all) {
    const host = hostOf(url);
    if (filter.accepts(host)) bytesOf.set(host, (bytesOf.get(host) ?? 0) + bytes);
  }
  return bytesOf;
}

const sums = tally(accesses(6_500), new HostFilter({ internal: ['intranet', 'localhost'] }));
console.log([...sums].map(([host, bytes]) => `${host} ${bytes}`).join(', '));
