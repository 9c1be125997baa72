import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { BytesSource, decrypted, HttpSource, keyIn, randomKey, type ByteSource } from '#src/format/index.ts';
import { CountingSource } from '../../helpers/counting-source.ts';
import { encrypt, FEW_ROUNDS } from '../../helpers/encrypted.ts';
import { RangeServer } from '../../helpers/range-server.ts';

const KEY = { key: randomKey() };
const CHUNK = 1024;
const SIZE = 5 * CHUNK + 77;
const PLAIN = Uint8Array.from({ length: SIZE }, (_, index) => (index * 131) >>> 3);

const open = (bytes: Uint8Array): ByteSource => decrypted(new BytesSource(bytes, 'x.reprise'), KEY);

/** The code that reading everything fails with; `undefined` when it does not. */
async function failure(source: ByteSource): Promise<string | undefined> {
  try {
    await source.read(0, await source.size());
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

describe('an encrypted archive', () => {
  it('gives any range as it was before', async () => {
    const source = open(await encrypt(PLAIN, KEY, { chunkSize: CHUNK }));
    const place = fc.integer({ min: 0, max: SIZE });

    await fc.assert(
      fc.asyncProperty(place, place, async (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        expect(await source.read(from, to - from)).to.deep.equal(PLAIN.subarray(from, to));
      }),
    );
    expect(await source.size()).to.equal(SIZE);
  });

  it('gives its first bytes with one read, and is of any size', async () => {
    for (const size of [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 16_384, 65_536, 65_537, 200_000]) {
      const plain = Uint8Array.from({ length: size }, (_, index) => index);
      for (const chunkSize of [CHUNK, 16_384]) {
        const file = await encrypt(plain, KEY, { chunkSize });
        const counting = new CountingSource(new BytesSource(file, 'x.reprise'));
        const head = await decrypted(counting, KEY).readHead(65_536);

        expect(head.size).to.equal(size);
        expect(head.bytes.subarray(0, 65_536)).to.deep.equal(plain.subarray(0, 65_536));
        expect(counting.reads).to.equal(1);
      }
    }
  });

  it('opens with a passphrase, however its letters were typed', async () => {
    const file = await encrypt(PLAIN, { passphrase: 'Zürich ﬁn' });
    const source = decrypted(new BytesSource(file), { passphrase: 'Zu\u0308rich fin' });

    expect(await source.read(3, 9)).to.deep.equal(PLAIN.subarray(3, 12));
  });

  it('has other bytes each time it is written, with the same key too [ENC-1]', async () => {
    const [one, other] = [await encrypt(PLAIN, KEY), await encrypt(PLAIN, KEY)];

    expect(one.subarray(96, 200)).not.to.deep.equal(other.subarray(96, 200));
    expect(one.length).to.equal(other.length);
  });

  it('holds nothing of what it was', async () => {
    const file = await encrypt(new TextEncoder().encode('manifest.json '.repeat(500)), KEY);

    expect(new TextDecoder('latin1').decode(file)).not.to.include('manifest');
  });

  describe('fails', () => {
    it('whichever bit of it is changed [ENC-7]', async () => {
      const file = await encrypt(PLAIN.subarray(0, 1500), KEY, { chunkSize: CHUNK });
      for (let bit = 0; bit < file.length * 8; bit += 1) {
        const changed = file.slice();
        changed[bit >> 3]! ^= 1 << (bit & 7);
        const code = await failure(open(changed));

        expect(code, `bit ${bit}`).to.be.oneOf(
          bit < 64
            ? ['not-encrypted']
            : bit < 96 * 8
              ? ['unsupported-version', 'passphrase-needed', 'corrupt-encryption', 'wrong-key']
              : ['corrupt-encryption'],
        );
      }
    });

    it('wherever it is cut, and where something was added [ENC-4]', async () => {
      const file = await encrypt(PLAIN, KEY, { chunkSize: CHUNK });
      for (const length of [96, 500, 96 + CHUNK + 16, file.length - CHUNK, file.length - 1])
        expect(await failure(open(file.subarray(0, length)))).to.equal('truncated-archive');
      expect(await failure(open(file.subarray(0, 50)))).to.equal('truncated-archive');
      expect(await failure(open(new Uint8Array([...file, 0])))).to.equal('ambiguous-archive');
    });

    it('when its pieces change places, come twice or are of another file with the same key', async () => {
      const file = await encrypt(PLAIN, KEY, { chunkSize: CHUNK });
      const other = await encrypt(PLAIN, KEY, { chunkSize: CHUNK });
      const piece = (of: Uint8Array, index: number): Uint8Array =>
        of.subarray(96 + index * (CHUNK + 16), 96 + (index + 1) * (CHUNK + 16));
      const put = (...pieces: readonly [at: number, bytes: Uint8Array][]): Uint8Array => {
        const changed = file.slice();
        for (const [at, bytes] of pieces) changed.set(bytes, 96 + at * (CHUNK + 16));
        return changed;
      };
      const mixed = [
        put([1, piece(file, 2)], [2, piece(file, 1)]),
        put([1, piece(file, 0)]),
        put([1, piece(other, 1)]),
        new Uint8Array([...other.subarray(0, 96), ...file.subarray(96)]),
      ];
      for (const changed of mixed) expect(await failure(open(changed))).to.equal('corrupt-encryption');
    });

    it('with another key or passphrase, and says which of them it takes [ENC-3]', async () => {
      const withKey = await encrypt(PLAIN, KEY);
      const withPassphrase = await encrypt(PLAIN, { passphrase: 'right' });
      const code = async (file: Uint8Array, key: Parameters<typeof decrypted>[1]): Promise<unknown> =>
        failure(decrypted(new BytesSource(file), key));

      expect(await code(withKey, { key: randomKey() })).to.equal('wrong-key');
      expect(await code(withKey, { key: 'short' })).to.equal('wrong-key');
      expect(await code(withKey, { passphrase: 'right' })).to.equal('key-needed');
      expect(await code(withPassphrase, { passphrase: 'Right' })).to.equal('wrong-passphrase');
      expect(await code(withPassphrase, { passphrase: '' })).to.equal('wrong-passphrase');
      expect(await code(withPassphrase, KEY)).to.equal('passphrase-needed');
    });

    it('before it works for rounds without end, and when they are too few [ENC-2]', async () => {
      const file = await encrypt(PLAIN, { passphrase: 'right' });
      const asking = async (rounds: number): Promise<unknown> => {
        new DataView(file.buffer).setUint32(12, rounds, true);
        return failure(decrypted(new BytesSource(file), { passphrase: 'right' }));
      };

      expect(await asking(4_000_000_000)).to.equal('limit-exceeded');
      expect(await asking(1)).to.equal('corrupt-encryption');
      expect(await asking(FEW_ROUNDS)).to.equal(undefined);
    });

    it('when there is a key and the file is not encrypted: somebody may have replaced it [ENC-6]', async () => {
      expect(await failure(open(PLAIN))).to.equal('not-encrypted');
    });
  });

  it('refuses to be made with an empty passphrase or rounds that nobody would take', async () => {
    for (const [key, options] of [
      [{ passphrase: '' }, {}],
      [{ passphrase: 'x' }, { iterations: 10 }],
      [KEY, { chunkSize: 1000 }],
    ] as const) {
      const error = await encrypt(PLAIN, key, options).catch((reason: unknown) => reason);

      expect(error).to.be.instanceOf(RangeError);
    }
  });

  it('is read from servers with and without ranges, the encrypted bytes alone travelling', async () => {
    const file = await encrypt(PLAIN, KEY, { chunkSize: CHUNK });
    for (const ignoreRange of [false, true]) {
      const server = new RangeServer(file, { ignoreRange });
      const source = decrypted(new HttpSource('https://example.org/x', { fetch: server.fetch }), KEY);

      expect((await source.readHead(100)).bytes.subarray(0, 100)).to.deep.equal(PLAIN.subarray(0, 100));
      expect(await source.read(2000, 2500)).to.deep.equal(PLAIN.subarray(2000, 4500));
      expect(server.requests).to.have.length(ignoreRange ? 1 : 2);
    }
  });

  it('stops when nobody waits for it any more', async () => {
    const source = open(await encrypt(PLAIN, KEY));
    const error = await source
      .read(0, 10, { signal: AbortSignal.abort(new Error('enough')) })
      .catch((reason: unknown) => reason);

    expect(error).to.have.property('message', 'enough');
  });
});

describe('keyIn', () => {
  it('finds the key in what somebody pasted', () => {
    const { key } = KEY;
    for (const text of [key, ` ${key}\n`, `#k=${key}`, `https://a.b/?src=c#k=${key}`, `c#t=3&k=${key}&e=1`])
      expect(keyIn(text), text).to.equal(key);
    for (const text of ['', 'a passphrase', `${key}x`, `#key=${key}`, `?k${key}`])
      expect(keyIn(text), text).to.equal(undefined);
  });
});
