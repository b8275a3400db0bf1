'use strict';

class Router {
  #routes = [];

  on(method, pattern, handler) {
    const names = [];
    const source = pattern.replace(/:(\w+)/g, (_, name) => {
      names.push(name);
      return '([^/]+)';
    });
    this.#routes.push({ method, names, handler, test: new RegExp(`^${source}$`) });
    return this;
  }

  route(method, url, body) {
    const at = url.indexOf('?');
    const pathname = at < 0 ? url : url.slice(0, at);
    for (const { method: wanted, test, names, handler } of this.#routes) {
      const match = wanted === method && test.exec(pathname);
      if (!match) continue;
      const params = Object.fromEntries(names.map((name, index) => [name, match[index + 1]]));
      return handler({ params, body, query: new URLSearchParams(at < 0 ? '' : url.slice(at + 1)) });
    }
    return undefined;
  }
}

module.exports = { Router };
