// Right answer: sync-fs-hot, sync-fs-repeat
// Serves the pages of a shop whose links to pictures and scripts carry the version of the file.
'use strict';
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { createApp } = require('./app.cjs');
const { AssetLocator } = require('./asset-locator.cjs');
const { visit } = require('./visitor.cjs');

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'shop-pages-'));
const themes = ['summer', 'brand', 'default'].map((theme) => path.join(home, theme));
for (const [depth, root] of themes.entries()) {
  fs.mkdirSync(root);
  for (let n = depth; n < 60; n += 3) fs.writeFileSync(path.join(root, `tile-${n}.webp`), `picture ${n}`);
}
fs.writeFileSync(path.join(home, 'shop.json'), JSON.stringify({ title: 'Garden & Tools', tiles: 60 }));

const settings = JSON.parse(fs.readFileSync(path.join(home, 'shop.json'), 'utf8'));
const app = createApp({ settings, assets: new AssetLocator(themes) });
app.listen(0, '127.0.0.1', async () => {
  try {
    const bytes = await visit(app.address().port, 3_000);
    console.log('served', bytes, 'bytes');
  } finally {
    app.close();
    fs.rmSync(home, { recursive: true });
  }
});
