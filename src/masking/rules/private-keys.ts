import { findAt } from '../find/find-at.ts';
import { patternRule } from '../find/pattern-rule.ts';
import type { Find, ScanRule } from '../rule.ts';
import { entropyOf } from '../values/entropy.ts';

/** Longest key in characters: 8,192 bits of RSA with line numbers before its lines. */
const MAX_KEY = 16_000;
/** Fewest characters of base64 that are a key. */
const MIN_BODY = 24;

const BEGIN = /-{4,5} ?BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}/g;
/** One piece of what stands between: base64, a line's end (also escaped), what diffs and `cat -n` put before lines, PEM headers. */
const PIECE =
  /(?:\\{1,4}[rn]|\r?\n)(?:[ \t]{0,12}\d{1,6}[ \t→|:]{1,6})?[+ >|-]{0,4}|[A-Za-z0-9+/=]{16,}|[ \t]{1,40}(?=[A-Za-z0-9+/=]{16})|["'][ \t]{0,8}[+.,\\]?[ \t]{0,4}(?:\r?\n)[ \t]{0,40}["']|(?:Proc-Type|DEK-Info|Version|Comment): ?[^\n\\]{1,80}|=[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{1,15}={0,2}(?=\r?\n|\\|["'\s-]|$)/y;

const PRIVATE_KEY: ScanRule = {
  id: 'private-key',
  type: 'private-key',
  mentions: true,
  level: 'certain',
  why: 'private keys as PEM, of OpenSSH and of PGP: whole, cut, escaped, numbered, in diffs',
  finds: [
    '«-----BEGIN RSA PRIVATE KEY-----\n{b64:64}\n{b64:64}\n{b64:20}\n-----END RSA PRIVATE KEY-----»',
    '"key": "«-----BEGIN PRIVATE KEY-----\\n{b64:64}\\n{b64:64}\\n-----END PRIVATE KEY-----»\\n"',
    '+«-----BEGIN OPENSSH PRIVATE KEY-----\n+{b64:70}\n+{b64:70}\n+-----END OPENSSH PRIVATE KEY-----»',
    '«-----BEGIN EC PRIVATE KEY-----\n{b64:64}\n{b64:64}»',
  ],
  leaves: [
    '-----BEGIN PUBLIC KEY-----\n{b64:64}\n-----END PUBLIC KEY-----',
    '-----BEGIN CERTIFICATE-----\n{b64:64}\n-----END CERTIFICATE-----',
    'if (pem.startsWith("-----BEGIN PRIVATE KEY-----")) return;',
    '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----',
  ],
  needs: ['PRIVATE KEY'],
  *scan({ text }): Generator<Find> {
    const begin = new RegExp(BEGIN);
    for (let match = begin.exec(text); match; match = begin.exec(text)) {
      const end = endOfKey(text, match.index + match[0].length);
      if (end < 0) continue;
      yield findAt(PRIVATE_KEY, match.index, end);
      begin.lastIndex = end;
    }
  },
};

/** @returns where a key ends whose first line ends at `from`, or -1 where no key follows */
function endOfKey(text: string, from: number): number {
  const limit = Math.min(text.length, from + MAX_KEY);
  let at = from;
  let body = '';
  while (at < limit) {
    PIECE.lastIndex = at;
    const piece = PIECE.exec(text);
    if (!piece || piece[0] === '') break;
    if (body.length < 400 && piece[0].length >= 8) body += piece[0].replace(/[^A-Za-z0-9+/]/g, '');
    at += piece[0].length;
  }
  if (body.length < MIN_BODY || entropyOf(body) < 3) return -1;
  const closing = /^[+ >|-]{0,4}?-{4,5} ?END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}/.exec(
    text.slice(at, at + 100),
  );
  // The dashes of the last line may have been taken for those of a diff.
  const dashes =
    closing ??
    /^END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}|^-{1,4} ?END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}/.exec(
      text.slice(at, at + 100),
    );
  if (dashes) return at + dashes[0].length;
  while (at > from && /[\s\\]/.test(text[at - 1]!)) at--;
  return at;
}

const KEY_WITHOUT_BEGIN: ScanRule = {
  id: 'private-key-end',
  type: 'private-key',
  mentions: true,
  level: 'certain',
  why: 'the last lines of a private key, as `tail` shows them',
  finds: ['«{b64:64}\n{b64:64}\n{b64:30}==\n-----END RSA PRIVATE KEY-----»'],
  leaves: ['text\n-----END RSA PRIVATE KEY-----'],
  needs: ['PRIVATE KEY'],
  *scan({ text }): Generator<Find> {
    const end = /-{4,5} ?END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}/g;
    for (let match = end.exec(text); match; match = end.exec(text)) {
      const start = startOfLines(text, match.index);
      if (start >= 0) yield findAt(KEY_WITHOUT_BEGIN, start, match.index + match[0].length);
    }
  },
};

/** @returns where the lines of base64 begin that end at `end`, or -1 where there are none */
function startOfLines(text: string, end: number): number {
  let start = -1;
  let lineEnd = end - 1;
  for (let lines = 0; lines < 400 && lineEnd > 0; lines++) {
    const before = text.lastIndexOf('\n', lineEnd - 1);
    const line = text.slice(Math.max(before + 1, lineEnd - 200), lineEnd);
    const match = /^(?:[ \t]{0,12}\d{0,6}[ \t→|:]{0,6})?[+ -]?[A-Za-z0-9+/=]{4,76}\r?$/.exec(line);
    if (!match || (lines > 0 && line.length < 40)) break;
    start = before + 1;
    lineEnd = before;
  }
  return start >= 0 && end - start > 40 ? start : -1;
}

/** Private keys of every form. */
export const PRIVATE_KEY_RULES: readonly ScanRule[] = [
  PRIVATE_KEY,
  KEY_WITHOUT_BEGIN,
  patternRule({
    id: 'putty-key',
    type: 'private-key',
    mentions: true,
    level: 'certain',
    why: 'the private lines of PuTTY keys',
    finds: [
      'PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 2\n«{b64:64}\n{b64:40}»\nPrivate-MAC: «{hex:64}»',
    ],
    leaves: ['Public-Lines: 2\n{b64:64}\n{b64:40}'],
    needs: ['Private-Lines:', 'Private-MAC:'],
    pattern:
      /Private-MAC: ?([0-9a-f]{40,64})|Private-Lines: ?\d{1,3}(?:\\r|\r)?(?:\\n|\n)([A-Za-z0-9+/=]{4,64}(?:(?:\\r|\r)?(?:\\n|\n)[A-Za-z0-9+/=]{4,64}(?![\w-]*:))*)/g,
  }),
  patternRule({
    id: 'jwk',
    type: 'private-key',
    mentions: true,
    level: 'certain',
    why: 'the private numbers of JSON Web Keys',
    finds: ['{"kty":"EC","crv":"P-256","x":"{u64:43}","d":"«{u64:43}»"}'],
    leaves: ['{"kty":"EC","crv":"P-256","x":"{u64:43}","y":"{u64:43}"}'],
    needs: ['kty'],
    pattern:
      /["'](?:d|p|q|dp|dq|qi|k)\\{0,4}["']?\s{0,4}:\s{0,4}\\{0,4}["']([A-Za-z0-9_-]{16,1400})(?=\\{0,4}["'])/g,
    judge: (secret) => entropyOf(secret) > 3,
  }),
  patternRule({
    id: 'rsa-key-value',
    type: 'private-key',
    mentions: true,
    level: 'certain',
    why: 'the private numbers of keys of .NET',
    finds: ['<RSAKeyValue><Modulus>AQ==</Modulus><D>«{b64:88}»</D></RSAKeyValue>'],
    leaves: ['<RSAKeyValue><Modulus>{b64:88}</Modulus></RSAKeyValue>'],
    needs: ['RSAKeyValue'],
    pattern: /<(?:D|P|Q|DP|DQ|InverseQ)>\s{0,8}([A-Za-z0-9+/=]{16,1400})/g,
  }),
  patternRule({
    id: 'signify-key',
    type: 'private-key',
    mentions: true,
    level: 'certain',
    why: 'secret keys of minisign and signify, behind their comment',
    finds: ['untrusted comment: minisign encrypted secret key\n«RWRTY0Iy{b64:120}»'],
    leaves: ['untrusted comment: minisign public key\n{b64:56}'],
    needs: ['comment:'],
    pattern: /comment:[^\n]{0,60}secret key[^\n]{0,20}\n([A-Za-z0-9+/=]{50,400})/g,
  }),
  patternRule({
    id: 'key-of-numbers',
    type: 'private-key',
    level: 'probable',
    why: 'key pairs as an array of 64 bytes, as Solana keeps them',
    finds: ['«[{bytes:64}]»'],
    leaves: ['[1, 2, 3]'],
    needs: ['['],
    pattern: /\[\s{0,4}(?:\d{1,3}\s{0,4},\s{0,4}){63}\d{1,3}\s{0,4}\]/g,
    judge: (secret) =>
      new Set(secret.match(/\d+/g)).size > 40 &&
      (secret.match(/\d+/g) ?? []).every((byte) => Number(byte) < 256),
  }),
  patternRule({
    id: 'seed-phrase',
    type: 'seed-phrase',
    level: 'probable',
    why: 'the words from which a wallet is restored',
    finds: [
      'mnemonic: «abandon ability able about above absent absorb abstract absurd abuse access accident»',
    ],
    leaves: ['the recovery phrase is a list of twelve words that you write down on paper'],
    mentions: true,
    needs: /mnemonic|phrase|seed words/i,
    pattern:
      /\b(?:mnemonic|(?:seed|recovery|backup|secret|wallet)[ _-]?(?:phrase|words?))\b["'\\]{0,3}\s{0,3}[:=]\s{0,8}["'\\`]{0,3}([a-z]{3,8}(?:[ ,]{1,2}[a-z]{3,8}){11,23})(?![ ,]{0,2}[a-z])/gi,
    judge: (secret) => [12, 15, 18, 21, 24].includes(secret.split(/[ ,]+/).length),
  }),
];
