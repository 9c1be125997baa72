import type { Carrier } from './judge-named.ts';

/** A value and the name before it. */
export interface NamedValue {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly carrier: Carrier;
}

/** Parts of names that secrets have. */
const KEYWORD =
  /pass|pwd|secret|token|cred|key|auth|bearer|dsn|_pat\b|(?:ops|hub|lab|user|access)pat\b|_pk\b|seed\b|api_?hash|sas\b|mnemonic|wif\b|salt|pepper|cookie|psk|otp|jwt|kennwort|csrf|xsrf|sess(?:ion)?_?id|_session\b|hmac|\bpw\b|_pw\b|\bsig\b|connection_?string|database_?url|entropy|appid|contraseña|senha|wachtwoord|lösenord|hasło|mot de passe|пароль|密码|密碼|パスワード|비밀번호/gi;

/** Longest name to either side of the keyword, longest value, longest run of blanks between them. */
const MAX_NAME_SIDE = 64;
const MAX_VALUE = 4096;
const LONG_VALUE = 256;

/** What may stand between a name and its value; the last part is the quote that opens the value. */
const BETWEEN =
  /(?:\s(?:for|of)\s[\w.@-]{1,40}(?=\s{0,2}(?:[:=]|->|is\s)))?(?:\s\([^()\n]{1,24}\)(?=\s{0,2}[:=]))?(?:\s#?\d{1,2}(?=\s{0,2}[:=]))?(?:\\{0,4}["'`\])}]){0,4}(?:\s{0,20}(?:=>|:=|={1,3}|:|->|\|{1,2}|[│┃║])\s{0,30}(?:[A-Za-z<>[\]?]{2,24}\s?=\s?)?|(?<=["'`])\s{0,4},\s{0,8}(?=\\{0,4}["'`])|\(\s{0,4}(?=\\{0,4}["'`])|>|[ \t](?=\\{0,4}["'`])|\t| {2,30}|\s(?:is|was|are|to|of|as)(?:\s(?:now|set to|still))?:?\s{1,2})(?:(?:Bearer|Basic|Token|ApiKey|api[-_]?key|Digest|bot|key|pass|plain|base64|b64|noop|![\w!:/-]{2,24}|String|str|Some|Secret|Box::from|new String)(?:[ :}(]\s?))?([fFrRbBuU@$]{0,2}(\\{0,4})(["'`]))?/iy;

/** What says how a value is written, before it. */
const SCHEME = /^(?:base64:|Bearer |Basic |Token |plain:|\{noop\}|pass:)/i;

/** What values without quotes are made of; of variables of the environment everything up to a blank. */
const BARE = /[^\s"'`<>,;&\\()[\]{}|│┃║]{4,4096}/y;
const OF_ENVIRONMENT = /[^\s"'`\\|<>]{4,4096}/y;
const ENVIRONMENT_START =
  /(?:^|\n|\\n|\r|\t|^[+ -]|\n[+ -]|export |set |env |-e |--env |ENV |ARG |declare -x )["']?$/i;

/** Finds the values that stand behind names with a word of secrets in them. */
export function* namedValues(text: string): Generator<NamedValue> {
  KEYWORD.lastIndex = 0;
  let from = 0;
  for (let match = next(text, from); match; match = next(text, from)) {
    from = match.index + match[0].length;
    const nameEnd = endOfName(text, from);
    const nameStart = startOfName(text, match.index);
    const found = valueBehind(text, nameStart, nameEnd);
    from = Math.max(from, nameEnd);
    if (!found) continue;
    yield found;
    // A value may name the next: `secret: token: …` is looked at again from where the value begins.
    // Half of a long one is not looked at again, so that a text of names alone does not cost its square.
    const length = found.end - found.start;
    from = Math.max(from, length > LONG_VALUE ? found.start + length / 2 : found.start);
  }
}

function next(text: string, from: number): RegExpExecArray | null {
  KEYWORD.lastIndex = from;
  return KEYWORD.exec(text);
}

function valueBehind(text: string, nameStart: number, nameEnd: number): NamedValue | undefined {
  BETWEEN.lastIndex = nameEnd;
  const between = BETWEEN.exec(text);
  if (!between) return undefined;
  const name = wholeName(text, nameStart, nameEnd);
  const start = nameEnd + between[0].length;
  if (between[3] !== undefined) {
    const end = endOfQuoted(text, start, between[3], between[2]!.length);
    const scheme = SCHEME.exec(text.slice(start, Math.min(end, start + 12)))?.[0].length ?? 0;
    // `pass \`x\`` is a sentence; what stands between backticks of a sentence is code.
    if (/^\s+$/.test(between[0].slice(0, -1)) && /^(?:pass|auth)$/i.test(name)) return undefined;
    return end > start
      ? { name, start: start + scheme, end, carrier: between[3] === '`' ? 'bare' : 'quoted' }
      : undefined;
  }
  const isOfEnvironment =
    between[0] === '=' &&
    !name.includes('.') &&
    ENVIRONMENT_START.test(text.slice(Math.max(0, nameStart - 14), nameStart));
  const bare = isOfEnvironment ? OF_ENVIRONMENT : BARE;
  bare.lastIndex = start;
  const value = bare.exec(text);
  if (!value) return undefined;
  const end = start + value[0].replace(/[.,:;]+$/, '').length;
  return { name, start, end, carrier: 'bare' };
}

/** `Secret Access Key` is one name; so is `api key`. */
function wholeName(text: string, start: number, end: number): string {
  const before = /(?:[A-Za-z]{2,16} ){1,2}$/.exec(text.slice(Math.max(0, start - 36), start));
  const name = text.slice(start, end);
  return before && /^keys?$/i.test(name) ? before[0] + name : name.replace(/^[-.]+/, '');
}

function startOfName(text: string, keyword: number): number {
  let start = keyword;
  while (start > 0 && keyword - start < MAX_NAME_SIDE && isNameCode(text.charCodeAt(start - 1))) start--;
  // The letter of an escape is no part of the name: `\nPASSWORD=`.
  return start > 0 && start < keyword && text[start - 1] === '\\' && /[nrt]/.test(text[start]!)
    ? start + 1
    : start;
}

function endOfName(text: string, keywordEnd: number): number {
  let end = keywordEnd;
  while (end < text.length && end - keywordEnd < MAX_NAME_SIDE && isNameCode(text.charCodeAt(end))) end++;
  return end;
}

/** Letters, digits, `_`, `-`, `.`. */
function isNameCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45 ||
    code === 46
  );
}

/** Where a text in quotes ends that begins at `start`: at the same quote with as many backslashes before it, on the same line. */
function endOfQuoted(text: string, start: number, quote: string, escapes: number): number {
  const limit = Math.min(text.length, start + MAX_VALUE);
  let slashes = 0;
  for (let i = start; i < limit; i++) {
    const character = text[i]!;
    if (character === '\\') slashes++;
    else {
      if (character === quote && (escapes === 0 ? slashes % 2 === 0 : slashes === escapes))
        return i - (escapes === 0 ? 0 : slashes);
      if (character === '\n') return start;
      slashes = 0;
    }
  }
  return start;
}
