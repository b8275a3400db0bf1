// Right answer: sequential-awaits
// Copies the stock of a warehouse: asks its API for every article.
import { startWarehouse } from './warehouse.mjs';

const warehouse = await startWarehouse(140);

async function stockOf(id) {
  const response = await fetch(`${warehouse.origin}/articles/${id}`); // <- slow
  if (!response.ok) throw new Error(`article ${id}: ${response.status}`);
  return response.json();
}

async function synchronise() {
  const stock = new Map();
  const { ids } = await (await fetch(`${warehouse.origin}/articles`)).json();
  for (const id of ids) {
    const { count } = await stockOf(id);
    stock.set(id, count);
  }
  return stock;
}

const stock = await synchronise();
console.log(stock.size, 'articles');
warehouse.close();
