const { log } = console;

/** A function that notes one line under a name. */
exports.journal =
  (name, write = log) =>
  (pattern, ...values) => {
    write(`[${name}] ${pattern}`, ...values); // <- slow
  };
