import { describe, expect, it } from '#test';
import { Masker } from '#src/masking/index.ts';

/** Characters of the shorter text; the longer one has four times as many. */
const SHORT = 50_000;
const TIMES = 4;
/** What four times the text may cost: four times as much, and as much again for a busy machine; its square would be sixteen. */
const MOST = 10;

/** What rules might look at again and again. */
const PIECES: readonly string[] = [
  'a',
  'A',
  '0',
  '-',
  ' ',
  '/',
  '=',
  '.',
  '_',
  '"',
  '\\',
  '\n',
  '|',
  ',',
  '@',
  '[',
  '😀',
  '\ud800',
  '\x1b[',
  'a\b',
  'password=',
  'password   ',
  'token_',
  'key_',
  'key=',
  'token ',
  'Secret Access Key ',
  'a"+"',
  '"a" + ',
  '\\u0041',
  '%41',
  '%25',
  '&amp;',
  '-----BEGIN PRIVATE KEY-----\n',
  '-----END PRIVATE KEY-----\n',
  '-----BEGIN PRIVATE KEY-----\nabcdefghijklmnop\n',
  'eyJ',
  'eyJaaaaaaaaaaaaaaaaa.',
  'http://a:',
  'http://a:b@',
  'https://h/hook/',
  '&sig=',
  ':AA',
  ':5432:',
  'curl -u a ',
  ' --token ',
  ' --password a1b2c3d4',
  'echo aaaaaa | ',
  'machine x login y ',
  'identified by ',
  'cookie: ',
  'cookie: a=bbbbbbbbbbbbbbbbbb; ',
  'authorization: bearer ',
  'mnemonic: ',
  'mnemonic: abandon ',
  'kind: Secret\n',
  'kind: Secret\ndata:\n',
  'name: ',
  'name: password value ',
  '"sensitive": true,',
  '"random_password"',
  '$6$',
  '$argon2id$',
  'password,token\n',
  'password|',
  'ghp_',
  'sk-',
  'xoxb-1',
  'sk-ant-abc...',
  'acme_',
  'a-b-c-d-',
  'aB3/dE5+gH7jK9lM',
  'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo= ',
  '[12, ',
  '/home/',
  'a@b.',
];

describe('the time of masking', () => {
  for (const piece of PIECES) {
    it(`grows with the length of ${JSON.stringify(piece)} over and over, not with its square`, () => {
      const short = piece.repeat(Math.ceil(SHORT / piece.length));
      const long = short.repeat(TIMES);
      costOf(short);

      expect(Math.min(costOf(long), costOf(long))).to.be.lessThan(
        MOST * Math.max(costOf(short), costOf(short), LEAST),
      );
    });
  }
});

/** Below this nothing is measured but the clock, in microseconds. */
const LEAST = 4000;

/** Microseconds of the processor that masking takes: not those of the clock, which other programs take too. */
function costOf(text: string): number {
  const before = process.cpuUsage();
  const masker = new Masker({ paths: true, names: true, emails: true });
  masker.mask(text);
  masker.terminalSpans(text);
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
