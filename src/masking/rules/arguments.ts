import { findAt } from '../find/find-at.ts';
import type { Find, Level, ScanRule } from '../rule.ts';
import { isPlaceholder } from '../values/placeholder.ts';
import { isHex, isRandom, isSurelyRandom, shapeOf } from '../values/value-shape.ts';

/** How far behind the name of a function its arguments are looked at, in characters. */
const MAX_CALL = 240;
/** Most arguments that are looked at. */
const MAX_ARGUMENTS = 6;

/** Functions that take a key; those that take a name and a password; what holds both. */
const TAKES_KEY =
  /(?:createHmac|createCipheriv|createDecipheriv|[Hh]mac(?:\.new|\.New)?|HMAC(?:\.new)?|jwt\.(?:sign|verify|encode|decode)|Fernet|Wallet|privateKeyToAccount|fromPrivateKey|PrivateKey|fromHex|SigningKey|AESGCM|AES\.new|createClient|Client|Stripe|signer|[.][Ss]ign|Keypair\.\w{4,20}|setApiKey|withApiKey|withToken|setToken|setAccessToken|(HTTPBasicAuth|HTTPDigestAuth|BasicAuth|SetBasicAuth|basicAuth|basic_auth|login|authenticate|Credentials?))\s?\(|\b(auth)["']?\s?[=:]\s?[([]/g;
const ARGUMENT = /([bBrRuf]?)(["'`])([^"'`\n\\]{0,200})\2/g;

const SECRET_ARGUMENT: ScanRule = {
  id: 'secret-argument',
  type: 'secret',
  level: 'probable',
  why: 'a key or a password that code hands to a function which takes one',
  finds: [
    'createHmac("sha256", "«{hex:32}»")',
    'new Wallet("«{hex:64}»", provider)',
    'requests.get(url, auth=("bob", "«{an:10}7»"))',
    'req.SetBasicAuth("bob", "«{an:10}7»")',
    'Fernet(b"«{u64:43}=»")',
  ],
  leaves: [
    'createHmac("sha256", secret).update("body").digest("hex")',
    'new HttpClient("https://api.tld/v1/items")',
    'login("bob", "password")',
    'jwt.sign(payload, key, { algorithm: "HS256" })',
  ],
  needs: [
    ...[
      'mac(',
      'mac.new',
      'mac.New',
      'HMAC',
      'Cipheriv(',
      'cipheriv(',
      'jwt.',
      'Fernet',
      'Wallet',
      'rivateKey',
      'fromHex',
      'SigningKey',
    ],
    ...[
      'AES',
      'Client(',
      'Stripe(',
      'sign(',
      'Sign(',
      'signer(',
      'Keypair',
      'ApiKey(',
      'Token(',
      'Auth(',
      '_auth(',
      'login(',
    ],
    ...['authenticate(', 'redential', 'auth=', 'auth:', 'auth =', 'auth"', "auth'"],
  ],
  *scan({ text }): Generator<Find> {
    const call = new RegExp(TAKES_KEY);
    for (let match = call.exec(text); match; match = call.exec(text)) {
      const from = match.index + match[0].length;
      const takesPassword = (match[1] ?? match[2]) !== undefined;
      let count = 0;
      for (const argument of argumentsOf(text, from)) {
        const value = argument[3]!;
        if (levelOf(value, takesPassword && count > 0)) {
          const end = from + argument.index + argument[0].length - 1;
          yield findAt(SECRET_ARGUMENT, end - value.length, end);
        }
        if (++count >= MAX_ARGUMENTS) break;
      }
    }
  },
};

/** The texts in quotes up to where the call ends. */
function argumentsOf(text: string, from: number): Iterable<RegExpExecArray> {
  const rest = text.slice(from, from + MAX_CALL);
  const end = /\)|\n|;/.exec(
    rest.replace(/(["'`])[^"'`\n]{0,200}\1/g, (quoted) => '_'.repeat(quoted.length)),
  );
  return (end ? rest.slice(0, end.index) : rest).matchAll(ARGUMENT);
}

function levelOf(value: string, isPassword: boolean): Level | undefined {
  if (value.length < 8 || isPlaceholder(value) || /[\s/]/.test(value)) return undefined;
  if (isHex(value)) return value.length >= 32 && isRandom(value) ? 'probable' : undefined;
  if (isPassword)
    return ['password', 'random'].includes(shapeOf(value)) && !/^[\w.-]+@[\w.-]+$|^[\^~]?\d/.test(value)
      ? 'probable'
      : undefined;
  return value.length >= 20 && isSurelyRandom(value) ? 'probable' : undefined;
}

/** Secrets among the arguments of functions. */
export const ARGUMENT_RULES: readonly ScanRule[] = [SECRET_ARGUMENT];
