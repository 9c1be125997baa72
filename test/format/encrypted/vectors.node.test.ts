import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import { BytesSource, decrypted, type ArchiveKey } from '#src/format/index.ts';
import { projectPath } from '../../helpers/project-path.ts';
import { encrypt } from '../../helpers/encrypted.ts';
import { encryptIndependently, type Given } from './independent.ts';

const spec = readFileSync(projectPath('spec/encrypted.md'), 'utf8');
const [first, second, digest] = [...spec.matchAll(/```hex\n([^`]*)```/g)].map(([, hex]) =>
  Buffer.from(hex!.replace(/\s/g, ''), 'hex'),
);

const from = (start: number): Uint8Array => Uint8Array.from({ length: 32 }, (_, index) => start + index);
const KEY: ArchiveKey = { key: Buffer.from(from(0)).toString('base64url') };
const BY_KEY: Given = { secret: from(0), salt: from(32), exponent: 10 };
const BY_PASSPHRASE: Given = { secret: 'Zürich', salt: from(64), exponent: 10, rounds: 100_000 };
const LONG = Uint8Array.from({ length: 2500 }, (_, index) => index % 251);

async function read(file: Uint8Array, key: ArchiveKey): Promise<string> {
  const source = decrypted(new BytesSource(file), key);
  return Buffer.from(await source.read(0, await source.size())).toString('hex');
}

describe('the examples of encrypted archives in the specification', () => {
  it('are what another implementation makes', () => {
    expect(encryptIndependently(Buffer.from('Reprise\n'), BY_KEY)).to.deep.equal(first);
    expect(encryptIndependently(new Uint8Array(), BY_PASSPHRASE)).to.deep.equal(second);
    const long = encryptIndependently(LONG, BY_KEY);
    expect(long).to.have.length(2644);
    expect(createHash('sha256').update(long).digest()).to.deep.equal(digest);
  });

  it('are read', async () => {
    expect(await read(first!, KEY)).to.equal(Buffer.from('Reprise\n').toString('hex'));
    expect(await read(second!, { passphrase: 'Zürich' })).to.equal('');
    expect(await read(encryptIndependently(LONG, BY_KEY), KEY)).to.equal(Buffer.from(LONG).toString('hex'));
  });

  it('say all that there is to it: what is written is what another implementation makes with the same salt', async () => {
    for (const [key, secret, rounds] of [
      [KEY, from(0), 0],
      [{ passphrase: 'ﬁne' }, 'fine', 100_000],
    ] as const) {
      const archive = randomBytes(70_000);
      const file = await encrypt(archive, key);
      const salt = file.subarray(16, 48);

      expect(Buffer.from(file)).to.deep.equal(
        encryptIndependently(archive, { secret, salt, exponent: 14, rounds }),
      );
    }
  });
});
