/** Reads pages as a browser would, and says how many characters they have. */
export function reader(port, { accept = 'gzip, deflate, br' } = {}) {
  return async (path) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'accept-encoding': accept } });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return (await response.text()).length;
  };
}
