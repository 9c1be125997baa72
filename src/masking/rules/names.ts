import { findAt } from '../find/find-at.ts';
import { judgeNamed } from '../names/judge-named.ts';
import { namedValues } from '../names/named-values.ts';
import type { Source } from '../find/source.ts';
import type { Find, ScanRule } from '../rule.ts';

/** Type of a secret by the name before it. */
export function typeOfName(name: string): string {
  if (/pass|pwd|pw\b|psk|kennwort|contrase|senha|wachtwoord|lösenord|hasło|пароль|密|パス|비밀/i.test(name))
    return 'password';
  if (/token|bearer|jwt|_pat\b|csrf|xsrf/i.test(name)) return 'token';
  if (/cookie|sess/i.test(name)) return 'cookie';
  return /key/i.test(name) ? 'key' : 'secret';
}

const NAMED_VALUE: ScanRule = {
  id: 'named-value',
  type: 'secret',
  level: 'probable',
  why: 'a value behind a name that says password, secret, token or key: variables, JSON, YAML, TOML, XML, code, queries, tables and sentences',
  finds: [
    'DB_PASSWORD=«{an:20}»',
    '{"user":"svc","password":"«hunter2-{an:6}»"}',
    '  password: "«{an:20}»"',
    "const apiSecret = '«{an:20}»';",
    '<password>«{an:20}»</password>',
    'jdbc:mysql://h/db?user=svc&password=«{an:16}»',
    'Secret Access Key: «{b64:40}»',
    'os.environ["SERVICE_TOKEN"] = "«{an:24}»"',
    '\\"client_secret\\": \\"«{an:32}»\\"',
    '| api_key | «{hex:32}» |',
    'the password is «{an:10}9!»',
    'machine api.example login bob password «{an:20}»',
  ],
  leaves: [
    'const token = process.env.TOKEN',
    'password = os.environ["PW"]',
    'password: [REDACTED]',
    'max_tokens: 200000',
    'primaryKey: "user_account_identifier"',
    'passwordResetTokenExpiresInMinutes = 30',
    'password: string;',
    'token: "identifier"',
    'cache-key: {hex:40}',
    'publicKey: "{b64:44}"',
    'SECRET=${{ secrets.SECRET }}',
  ],
  notInLockfiles: true,
  mentions: true,
  *scan({ text }: Source): Generator<Find> {
    for (const { name, start, end, carrier } of namedValues(text)) {
      const level = judgeNamed(name, text.slice(start, end), carrier);
      if (level) yield findAt(NAMED_VALUE, start, end, { level, type: typeOfName(name) });
    }
  },
};

const FIELD_OF_RECORD: ScanRule = {
  id: 'named-field',
  type: 'secret',
  level: 'probable',
  why: 'the whole value of a field whose name says password, secret, token or key',
  finds: [],
  leaves: [],
  notInLockfiles: true,
  *scan({ text, place: { key } }: Source): Generator<Find> {
    if (key === undefined || text.length > MAX_FIELD || /[\n<>]/.test(text)) return;
    const start = /^(?:Bearer|Basic|Token|ApiKey)\s/i.exec(text)?.[0].length ?? 0;
    const level = judgeNamed(key, text.slice(start), 'field');
    if (level) yield findAt(FIELD_OF_RECORD, start, text.length, { level, type: typeOfName(key) });
  },
};

/** Longest value of a field that is one secret, in characters. */
const MAX_FIELD = 4096;

/** Secrets that are known by their names. */
export const NAME_RULES: readonly ScanRule[] = [NAMED_VALUE, FIELD_OF_RECORD];
