import * as crypto from 'node:crypto';

export class Seal {
  #phrase;

  constructor(phrase) {
    this.#phrase = phrase;
  }

  get #key() {
    return crypto.pbkdf2Sync(this.#phrase, 'kiosk-seal', 20_000, 32, 'sha256'); // <- slow
  }

  close(text) {
    const iv = crypto.randomBytes(12);
    const cipher = crypto.createCipheriv('aes-256-gcm', this.#key, iv);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
  }

  open(token) {
    const bytes = Buffer.from(token, 'base64url');
    const decipher = crypto.createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    try {
      return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      return undefined;
    }
  }
}
