// Right answer: sync-fs-hot, sync-fs-repeat
// Renders the pages of a small site.
import { articles } from './articles.mjs';
import { render } from './layout.mjs';

let bytes = 0;
for (const article of articles) bytes += Buffer.byteLength(render(article));
console.log(`${articles.length} pages, ${bytes} bytes`);
