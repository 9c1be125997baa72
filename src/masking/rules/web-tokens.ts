import { findAt } from '../find/find-at.ts';
import type { Find, ScanRule } from '../rule.ts';
import { decodeBase64 } from '../encodings/base64-bytes.ts';

const TOKEN = /[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{6,16000}(?:\.[A-Za-z0-9_-]{0,4000}){1,3}/y;

/** Claims of tokens that are made to be public. */
const PUBLIC_ROLE = /"role"\s*:\s*"(?:anon|public)"/;

/** JSON Web Tokens: signed, encrypted, unsigned. */
export const JSON_WEB_TOKEN: ScanRule = {
  id: 'jwt',
  type: 'jwt',
  ofRuns: true,
  level: 'certain',
  why: 'JSON Web Tokens: whoever has one is let in',
  finds: ['«eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx{u64:20}.{u64:43}»'],
  leaves: ['eyJ is how JWTs start', 'eyJhbGciOiJIUzI1NiJ9'],
  needs: ['eyJ'],
  *scan({ text }): Generator<Find> {
    for (let at = text.indexOf('eyJ'); at >= 0;) {
      TOKEN.lastIndex = at;
      const match = TOKEN.exec(text);
      if (match && isToken(match[0])) yield findAt(JSON_WEB_TOKEN, at, at + match[0].length);
      // What is one long run is not looked at again from each of its places.
      at = text.indexOf('eyJ', at + Math.max(3, match?.[0].length ?? runLength(text, at)));
    }
  },
};

function isToken(token: string): boolean {
  const [head = '', claims = ''] = token.split('.');
  const decoded = decodeBase64(head.slice(0, 400));
  if (!decoded?.startsWith('{"')) return false;
  return !PUBLIC_ROLE.test(decodeBase64(claims.slice(0, 2000)) ?? '');
}

function runLength(text: string, from: number): number {
  let end = from;
  while (end < text.length && /[A-Za-z0-9_-]/.test(text[end]!)) end++;
  return end - from;
}
