// Right answer: crypto-sync
// Moves customers into a vault that keeps what is personal encrypted, by the key of the tenant they belong to.
import { randomUUID } from 'node:crypto';
import { FieldCipher } from './field-cipher.ts';
import { customers, type Customer } from './customers.ts';

const personal = ['iban', 'phone', 'note'] as const;

class Vault {
  readonly #rows = new Map<string, Customer>();
  readonly #cipher: FieldCipher;

  constructor(cipher: FieldCipher) {
    this.#cipher = cipher;
  }

  async put(customer: Customer): Promise<string> {
    const sealed = { ...customer };
    for (const field of personal) {
      const value = sealed[field];
      if (value !== undefined) sealed[field] = this.#cipher.seal(value, customer.tenant);
    }
    const id = randomUUID();
    this.#rows.set(id, sealed);
    return id;
  }

  show(id: string, field: (typeof personal)[number]): string | undefined {
    const row = this.#rows.get(id);
    const sealed = row?.[field];
    return row && sealed !== undefined ? this.#cipher.open(sealed, row.tenant) : undefined;
  }
}

const vault = new Vault(new FieldCipher('correct horse battery staple'));
const ids: string[] = [];
for (const customer of customers(330)) ids.push(await vault.put(customer));
const [first = ''] = ids;
console.log(ids.length, 'customers,', vault.show(first, 'iban'));
