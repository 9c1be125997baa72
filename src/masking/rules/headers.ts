import { findAt } from '../find/find-at.ts';
import { patternRule } from '../find/pattern-rule.ts';
import type { Find, ScanRule } from '../rule.ts';
import { looksLikeIdentifier } from '../values/code-shape.ts';
import { classesOf, digitsOf, entropyOf } from '../values/entropy.ts';
import { isPlaceholder } from '../values/placeholder.ts';
import { isRandom } from '../values/value-shape.ts';

/** What says of itself in a cookie that it is none of the values. */
const ATTRIBUTE =
  /^(?:path|domain|expires|max-age|samesite|priority|version|comment|_ga\w*|_gid|_gat\w*|_fbp|locale|lang|theme|tz|consent\w*)$/i;
const COOKIE_HEADER =
  /\b(?:set-)?cookie["'\\\])]{0,6}\s{0,3}[:=,]\s{0,3}[["'\\`]{0,6}([^\r\n<>]{8,6000})|(?:\s-b|--cookie)[ =]["']?([^\r\n"']{8,4000})/gi;
const COOKIE_PAIR = /(?:^|[;,]\s{0,3}|["'])([\w.-]{1,80})=([^;\s"'\\,]{12,4000})/g;

const COOKIE: ScanRule = {
  id: 'cookie',
  type: 'cookie',
  level: 'probable',
  why: 'values of cookies that let in whoever has them',
  finds: ['Set-Cookie: session=«{hex:64}»; HttpOnly', "curl -b 'sid=«{an:32}»' https://h.tld"],
  leaves: ['Set-Cookie: theme=dark; Path=/', 'Cookie: lang=en-US'],
  needs: ['ookie', 'OOKIE', ' -b '],
  *scan({ text }): Generator<Find> {
    const header = new RegExp(COOKIE_HEADER);
    for (let match = header.exec(text); match; match = header.exec(text)) {
      const value = match[1] ?? match[2]!;
      const start = match.index + match[0].length - value.length;
      for (const pair of value.matchAll(COOKIE_PAIR)) {
        const secret = pair[2]!;
        if (ATTRIBUTE.test(pair[1]!) || isPlaceholder(secret) || !isRandom(secret.slice(0, 500))) continue;
        const end = start + pair.index + pair[0].length;
        yield findAt(COOKIE, end - secret.length, end);
      }
    }
  },
};

/** Headers and cookies. */
export const HEADER_RULES: readonly ScanRule[] = [
  COOKIE,
  patternRule({
    id: 'authorization',
    type: 'bearer-token',
    level: 'probable',
    why: 'what stands in an Authorization header, of any scheme',
    finds: [
      'curl -H "Authorization: Bearer «{an:40}»" https://x.tld',
      'Authorization: Basic «dXNlcjpw{an:16}»',
      '"authorization": "VendorScheme «{an:32}»"',
      'Proxy-Authorization: «{an:40}»',
    ],
    leaves: [
      'Authorization: Bearer $TOKEN',
      'Authorization: Bearer <token>',
      'authorization: checkPermissions',
      'Authorization: Bearer test-token',
    ],
    mentions: true,
    needs: /authorization/i,
    pattern:
      /\bauthorization["'\\\])]{0,6}\s{0,3}[:=,]\s{0,3}["'\\`f]{0,4}(?:[A-Za-z][A-Za-z0-9_-]{1,24}[ \t]{1,3}(?:["'\\]{0,3}\s{0,3}[+.]\s{0,3}["'\\]{1,3})?)?((?:(?:token|key|apikey)=["'\\]{0,3})?[A-Za-z0-9._~+/=:|-]{8,4000})/gi,
    judge: isCredential,
  }),
  patternRule({
    id: 'bearer',
    type: 'bearer-token',
    level: 'probable',
    why: 'what stands behind the word Bearer',
    finds: ['Bearer «{an:40}»'],
    leaves: ['Bearer <token>', 'bearer authentication-required', 'Bearer authentication2'],
    mentions: true,
    needs: /bearer/i,
    pattern: /\bbearer[ \t:]{1,3}["'\\]{0,2}([A-Za-z0-9._~+/=|-]{16,4000})/gi,
    judge: (secret) => isCredential(secret) && isRandom(secret.slice(0, 400)),
  }),
  patternRule({
    id: 'request-signature',
    type: 'signature',
    mentions: true,
    level: 'probable',
    why: 'the signature of a request of AWS, Digest or OAuth',
    finds: ['AWS4-HMAC-SHA256 Credential=x/20260101/eu/s3/aws4_request, Signature=«{hex:64}»'],
    leaves: ['Signature=none'],
    needs: ['ignature=', 'response=', 'cnonce='],
    pattern: /\b(?:Signature|oauth_signature|cnonce|response)=["'\\]{0,3}([A-Za-z0-9%+/=]{28,128})/g,
    judge: (secret) => isRandom(secret),
  }),
];

function isCredential(secret: string): boolean {
  const head = secret.slice(0, 400);
  if (looksLikeIdentifier(head) || /^[\d.]+$/.test(head) || /^(?:Bearer|Basic|Token)$/i.test(head))
    return false;
  if (isRandom(head)) return true;
  return (
    entropyOf(head) >= 3 &&
    classesOf(head) >= 3 &&
    digitsOf(head) > 0 &&
    !/^[A-Za-z_$][\w$]*(?:\.[\w$]+)+$/.test(head)
  );
}
