import { findAt } from '../find/find-at.ts';
import { patternRule } from '../find/pattern-rule.ts';
import { judgeNamed } from '../names/judge-named.ts';
import type { Find, ScanRule } from '../rule.ts';
import { digitsOf } from '../values/entropy.ts';
import { isPlaceholder } from '../values/placeholder.ts';
import { isRandom, shapeOf } from '../values/value-shape.ts';
import { typeOfName } from './names.ts';

/** Longest part of a manifest around its kind that is looked at, in characters. */
const MAX_MANIFEST = 40_000;

const SECRET_KIND =
  /(?:^|[\n{,]|\\n)\s{0,40}\\{0,2}["']?kind\\{0,2}["']?\s{0,3}:\s{0,3}\\{0,2}["']?Secret\b(?!\w)/g;
const DATA_START = /(^|\n|\\n)([ \t]{0,20})(?:stringData|data):[ \t]{0,4}\r?(?=\n|\\n)/g;
const DATA_ENTRY =
  /(?:\n|\\n)([ \t]{1,40})["']?[\w.-]{1,120}["']?:[ \t]{1,8}["']?([^\s"'\\|>#][^\s"'\\]{3,8000})/y;
const JSON_DATA = /\\{0,3}"(?:stringData|data)\\{0,3}":\s{0,4}\{/g;
const JSON_ENTRY =
  /\s{0,60},?\s{0,60}\\{0,3}"[\w.-]{1,120}\\{0,3}":\s{0,4}\\{0,3}"([^"\\\n]{4,8000})\\{0,3}"/y;

const KUBERNETES_SECRET: ScanRule = {
  id: 'kubernetes-secret',
  type: 'kubernetes-secret',
  mentions: true,
  level: 'probable',
  why: 'every value of a Kubernetes Secret, whatever its key',
  finds: [
    'apiVersion: v1\nkind: Secret\ndata:\n  dsn: «{b64:28}»\n  pin: «{b64:16}»',
    '{"kind":"Secret","data":{"anything":"«{b64:28}»"}}',
    'apiVersion: v1\ndata:\n  first: «{b64:28}»\nkind: Secret\nmetadata:\n  name: x',
  ],
  leaves: [
    'kind: ConfigMap\ndata:\n  colour: bluegreenyellow',
    'kind: Secret\nmetadata:\n  name: my-secret-name',
  ],
  needs: ['Secret'],
  *scan({ text }): Generator<Find> {
    const kind = new RegExp(SECRET_KIND);
    let searched = 0;
    for (let match = kind.exec(text); match; match = kind.exec(text)) {
      const from = Math.max(searched, startOfDocument(text, match.index));
      const to = endOfDocument(text, match.index + match[0].length);
      yield* valuesOf(text, from, to);
      searched = to;
      kind.lastIndex = Math.max(kind.lastIndex, to);
    }
  },
};

function startOfDocument(text: string, at: number): number {
  const limit = Math.max(0, at - MAX_MANIFEST);
  const separator = text.lastIndexOf('\n---', at);
  return Math.max(limit, separator);
}

function endOfDocument(text: string, at: number): number {
  const separator = text.indexOf('\n---', at);
  return Math.min(text.length, at + MAX_MANIFEST, separator < 0 ? text.length : separator);
}

function* valuesOf(text: string, from: number, to: number): Generator<Find> {
  for (const [start, entry, group] of [
    [DATA_START, DATA_ENTRY, 2],
    [JSON_DATA, JSON_ENTRY, 1],
  ] as const) {
    const block = new RegExp(start);
    block.lastIndex = from;
    for (let match = block.exec(text); match && match.index < to; match = block.exec(text)) {
      let at = match.index + match[0].length;
      const indent = group === 2 ? match[2]!.length : -1;
      for (;;) {
        entry.lastIndex = at;
        const pair = entry.exec(text);
        if (!pair || at >= to || (group === 2 && pair[1]!.length <= indent)) break;
        const secret = pair[group]!;
        at += pair[0].length;
        const end = at - (group === 1 ? closingLength(pair[0]) : 0);
        if (!isPlaceholder(secret)) yield findAt(KUBERNETES_SECRET, end - secret.length, end);
        if (group === 2 && /["']/.test(text[at] ?? '')) at++;
      }
      block.lastIndex = Math.max(block.lastIndex, at);
    }
  }
}

function closingLength(pair: string): number {
  return /\\{0,3}"$/.exec(pair)![0].length;
}

/** `name: X` beside `value: Y`, in the forms of JSON, YAML, XML, HTML and HCL. */
const NAME_BESIDE_VALUE =
  /\b(?:name|key|id|type|property|ParameterKey|OutputKey|variable|Name|Key|field|label)\\{0,3}["']?\s{0,3}[:=]?\s{0,3}\\{0,3}["']?([A-Za-z][\w .:/-]{2,80}?)\\{0,3}["']?\s{0,3}[,;{>]?(?:\s|\\n){0,40}(?:-\s)?(?:[a-z-]{2,20}=["'][^"'\n]{0,60}["']\s{1,4}){0,3}(?:(?:type|description|sensitive|nullable|ephemeral)\s{0,20}[=:]\s{0,4}[^\n]{1,100}\n\s{0,20}){0,4}\\{0,3}["']?(?:value|Value|content|default|ParameterValue|OutputValue|secret|val|text)\\{0,3}["']?\s{0,3}[:=]\s{0,3}\\{0,3}(?:"([^"\\\n]{4,2000})|'([^'\\\n]{4,2000})|([^\s"',;}<>\\]{4,2000}))/g;

const NAMED_PAIR: ScanRule = {
  id: 'name-beside-value',
  type: 'secret',
  level: 'probable',
  why: 'a value beside a field that holds its name: variables of containers, settings in XML, fields of forms, defaults of Terraform',
  finds: [
    '{"name": "DB_PASSWORD", "value": "«{an:20}»"}',
    '- name: API_TOKEN\n  value: «{an:32}»',
    '<add key="ApiSecret" value="«{an:32}»" />',
    '<meta name="csrf-token" content="«{an:32}»">',
    'variable "db_password" {\n  default = "«{an:20}»"',
    '<input type="password" name="password" value="«{an:14}1»">',
  ],
  leaves: [
    '{"name": "token", "value": "identifier"}',
    '- name: API_TOKEN\n  valueFrom: x',
    '<input name="password" value="">',
  ],
  notInLockfiles: true,
  mentions: true,
  *scan({ text }): Generator<Find> {
    if (!/value|content|default/i.test(text)) return;
    const pair = new RegExp(NAME_BESIDE_VALUE);
    for (let match = pair.exec(text); match; match = pair.exec(text)) {
      const secret = match[2] ?? match[3] ?? match[4]!;
      const end = match.index + match[0].length;
      const level = judgeNamed(match[1]!, secret, match[4] === undefined ? 'quoted' : 'bare');
      if (level) yield findAt(NAMED_PAIR, end - secret.length, end, { level, type: typeOfName(match[1]!) });
      // The value may be the name of another pair.
      pair.lastIndex = match.index + 4;
    }
  },
};

/** Secrets that documents of known form hold. */
export const DOCUMENT_RULES: readonly ScanRule[] = [
  KUBERNETES_SECRET,
  NAMED_PAIR,
  patternRule({
    id: 'property-list',
    type: 'secret',
    level: 'probable',
    why: 'an element with a name and the element behind it with its value: property lists, settings of Java',
    finds: [
      '<key>ApiSecret</key>\n<string>«{an:32}»</string>',
      '<name>db.password</name><value>«{an:16}»</value>',
    ],
    leaves: ['<key>CFBundleName</key><string>Reprise</string>'],
    mentions: true,
    needs: ['</key>', '</name>', '</Key>', '</Name>'],
    pattern: /<(?:key|name)>([^<>\n]{3,80})<\/\w{1,12}>\s{0,40}<\w{1,16}>([^<>\n]{4,2000})/gi,
    judge: (secret, match) => judgeNamed(match[1]!, secret, 'quoted') ?? false,
    typeOf: (match) => typeOfName(match[1]!),
  }),
  patternRule({
    id: 'labelled-cell',
    type: 'secret',
    level: 'probable',
    why: 'an element of a page with a name and the element behind it with its value: rows of tables, lists of terms',
    finds: [
      '<tr><td>Password</td><td>«Lamp!{d:4}»</td></tr>',
      '<th scope="row">API key</th>\n<td><code>«{an:32}»</code></td>',
      '<dt>Client secret:</dt><dd>«{hex:40}»</dd>',
    ],
    leaves: [
      '<td>Password</td><td>required</td>',
      '<th>token</th><th>description2</th>',
      '<label>Password</label><input name="x1">',
    ],
    mentions: true,
    needs: ['</td>', '</th>', '</dt>', '</label>', '</span>', '</strong>', '</b>'],
    pattern:
      /<(?:td|th|dt|label|span|strong|b)(?:\s[^<>]{0,120})?>\s{0,20}([A-Za-z][\w -]{2,40}):?\s{0,4}<\/\w{1,8}>\s{0,20}(?:<\w{1,8}(?:\s[^<>]{0,120})?>\s{0,20}){1,3}([^<>\s]{5,2000})(?=\s{0,20}<)/g,
    judge: (secret, match) => judgeNamed(match[1]!, secret, 'quoted') ?? false,
    typeOf: (match) => typeOfName(match[1]!),
  }),
  patternRule({
    id: 'user-info',
    type: 'password',
    level: 'probable',
    why: 'a user and a password in one setting',
    finds: ['basic.auth.user.info=svc:«{b64:43}»', 'CURLOPT_USERPWD, "bob:«{an:9}7»"'],
    leaves: ['user.info=bob:admin', 'userinfo: "bob:${PW}"'],
    mentions: true,
    needs: /user.?info|userpwd/i,
    pattern: /(?:user[._]?info|USERPWD)["']?\s{0,2}[:=,]\s{0,2}["']?[\w.@-]{1,60}:([^\s"'$]{6,200})/gi,
    judge: (secret) => shapeOf(secret) === 'random' || digitsOf(secret) > 0,
  }),
  patternRule({
    id: 'sensitive-value',
    type: 'secret',
    mentions: true,
    level: 'probable',
    why: 'values that a Terraform state marks as sensitive, or that it made by chance',
    finds: [
      '"db": {\n  "value": "«{an:20}»",\n  "type": "string",\n  "sensitive": true',
      '"dsn": {"sensitive": true, "type": "string", "value": "«{an:20}»"',
      '"type": "random_password", "name": "db", "instances": [{"attributes": {"bcrypt_hash": "x", "result": "«{an:20}»"',
    ],
    leaves: ['"value": "eu-central-1", "sensitive": false'],
    needs: ['sensitive', 'random_password', 'random_string'],
    pattern:
      /\\{0,3}"sensitive\\{0,3}":\s{0,4}true,(?:\s{0,40}\\{0,3}"type\\{0,3}":\s{0,4}\\{0,3}"\w{1,20}\\{0,3}",)?\s{0,40}\\{0,3}"value\\{0,3}":\s{0,4}\\{0,3}"([^"\\\n]{4,4000})|"(?:random_password|random_string|random_id)\\{0,3}"[^}]{0,800}?\\{0,3}"(?:result|hex|b64_std|b64_url)\\{0,3}":\s{0,4}\\{0,3}"([^"\\\n]{4,400})|\\{0,3}"value\\{0,3}":\s{0,4}\\{0,3}"([^"\\\n]{4,4000})(?=\\{0,3}",(?:\s{0,40}\\{0,3}"type\\{0,3}":\s{0,4}\\{0,3}"\w{1,20}\\{0,3}",)?\s{0,40}\\{0,3}"sensitive\\{0,3}":\s{0,4}true)/g,
    judge: (secret) => shapeOf(secret) !== 'nothing',
  }),
  patternRule({
    id: 'password-hash',
    type: 'password-hash',
    level: 'probable',
    why: 'hashes of passwords, from which weak ones can be found',
    finds: [
      'root:«$6${an:12}${an:86}»:19000:0',
      '«$2b$12${an:53}»',
      '«$argon2id$v=19$m=65536,t=3,p=4${b64:22}${b64:43}»',
      '«pbkdf2_sha256$600000${an:22}${b64:43}=»',
    ],
    leaves: ['$2 and $6', 'cost $5$'],
    needs: [
      '$2',
      '$1$',
      '$5$',
      '$6$',
      '$7$',
      '$y$',
      '$argon2',
      '$apr1',
      '$scrypt',
      '$pbkdf2',
      '$sha1$',
      'pbkdf2',
      'scrypt:',
      'bcrypt_sha256',
    ],
    pattern:
      /(\$2[aby]\$\d\d\$[A-Za-z0-9./]{53}|\$(?:1|5|6|7|y|apr1|sha1|md5)\$(?:rounds=\d{1,9}\$)?[A-Za-z0-9./]{1,32}\$(?:[A-Za-z0-9./]{1,32}\$)?[A-Za-z0-9./]{22,100}|\$(?:argon2(?:id|i|d)|scrypt|pbkdf2-sha\d{1,3})\$[A-Za-z0-9=,$+/.-]{40,200}|(?:pbkdf2_sha(?:1|256|512)|bcrypt_sha256|scrypt:\d{1,8}:\d:\d|pbkdf2:sha256:\d{1,9})\$[A-Za-z0-9$.+/=]{40,300})/g,
  }),
  patternRule({
    id: 'ansible-vault',
    type: 'encrypted-secret',
    level: 'uncertain',
    why: 'what Ansible has encrypted: safe as long as its password is',
    finds: [],
    leaves: ['ANSIBLE_VAULT'],
    needs: ['$ANSIBLE_VAULT;'],
    pattern:
      /\$ANSIBLE_VAULT;[\d.]{3,8};AES256(?:\r?\n|\\n)((?:\s{0,20}[0-9a-f]{40,80}(?:\r?\n|\\n)?){1,200})/g,
    judge: (secret) => (isRandom(secret.trim().slice(0, 60)) ? 'uncertain' : false),
  }),
];
