import { hash } from 'node:crypto';

/** Pages with their tags, the latest `max` of them. */
export function taggedPages(make, { max = 100 } = {}) {
  const pages = new Map();
  return {
    get(port, day) {
      const key = `${port}/${day}`;
      let page = pages.get(key);
      if (page !== undefined) return page;
      const body = JSON.stringify(make(port, day));
      page = { body, tag: `"${hash('sha1', body).slice(0, 12)}"` };
      if (pages.size >= max) pages.delete(pages.keys().next().value);
      pages.set(key, page);
      return page;
    },
  };
}
