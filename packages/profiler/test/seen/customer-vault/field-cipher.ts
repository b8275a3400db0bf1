import * as crypto from 'node:crypto';

export class FieldCipher {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  seal(text: string, tenant: string): string {
    const nonce = crypto.randomBytes(12);
    const cipher = crypto.createCipheriv('aes-256-gcm', this.#keyOf(tenant), nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url')).join('.');
  }

  open(sealed: string, tenant: string): string {
    const [nonce, tag, body] = sealed.split('.').map((part) => Buffer.from(part, 'base64url'));
    if (!nonce || !tag || !body) throw new TypeError('expected three parts');
    const decipher = crypto.createDecipheriv('aes-256-gcm', this.#keyOf(tenant), nonce).setAuthTag(tag);
    return decipher.update(body, undefined, 'utf8') + decipher.final('utf8');
  }

  #keyOf(tenant: string): Buffer {
    return crypto.pbkdf2Sync(this.#secret, `vault:${tenant}`, 20_000, 32, 'sha256'); // <- slow
  }
}
