import { findAt } from '../find/find-at.ts';
import { patternRule } from '../find/pattern-rule.ts';
import { judgeNamed } from '../names/judge-named.ts';
import { classOfName } from '../names/name-class.ts';
import type { Find, ScanRule } from '../rule.ts';
import { digitsOf } from '../values/entropy.ts';
import { isPlaceholder } from '../values/placeholder.ts';
import { isRandom, shapeOf } from '../values/value-shape.ts';
import { COMMAND_FLAGS } from './command-flags.ts';
import { typeOfName } from './names.ts';

/** Longest command that is looked at from its program's name on, in characters. */
const MAX_COMMAND = 600;

/** Finds the names of programs; made of the table when it is first used. */
let programs: RegExp | undefined;

const PASSWORD_OF_COMMAND: ScanRule = {
  id: 'command-password',
  type: 'password',
  level: 'probable',
  why: 'passwords in the options of programs that take them there',
  finds: [
    'curl -u admin:«{an:24}» https://x.tld',
    'mysql -u root -p«{an:16}» app',
    'sshpass -p «{an:16}» ssh h',
    'redis-cli -h h -a «{an:16}» ping',
    "mongosh -u root -p '«{an:16}»'",
    'docker login -u u -p «{an:16}»',
    'zip -P «{an:12}» a.zip b',
  ],
  leaves: [
    'mysql -u root -p app',
    'curl -u "$USER:$PASS" https://x.tld',
    'docker run -p 8080:80 image',
    'ssh -p 2222 host',
    'mkdir -p src/lib1/inner2',
  ],
  // The options of the table; lists in prose begin with a dash as well.
  needs: [
    ...[
      ' -u',
      ' -p',
      ' -P',
      ' -a',
      ' -w',
      ' -s',
      ' -U',
      ' -A',
      ' -X',
      ' -k',
      ' -K',
      ' -N',
      ' -h',
      ' -b',
      ' -c',
      ' --',
      '"-p',
      "'-p",
    ],
    ...[' /p:', ' /user:', 'change_password', '_user', 'sqlplus', ' password ', 'wpa_passphrase', '@'],
    ...['_pw ', '.psk ', ' alias set ', 'htpasswd', 'codecov', 'influx', 'coveralls', 'glab ', 'authtoken '],
    ...[
      'cargo login',
      'snyk auth',
      'netlify login',
      'wandb login',
      'huggingface-cli login',
      'supabase login',
    ],
  ],
  *scan({ text }): Generator<Find> {
    programs ??= new RegExp(
      `(?<![\\w.-])(?:${[...new Set(COMMAND_FLAGS.flatMap((row) => row.programs))].join('|')})(?:\\.exe)?(?=[ \\t"'\\]])`,
      'g',
    );
    const program = new RegExp(programs);
    for (let match = program.exec(text); match; match = program.exec(text)) {
      yield* passwordsOf(match[0].replace(/\.exe$/, ''), text, match.index + match[0].length);
    }
  },
};

function* passwordsOf(program: string, text: string, from: number): Generator<Find> {
  const command = commandAt(text, from);
  for (const row of COMMAND_FLAGS) {
    if (!row.programs.includes(program)) continue;
    const match = row.option.exec(command);
    const secret = match?.slice(1).find((group) => group !== undefined);
    if (!match || secret === undefined || isPlaceholder(secret)) continue;
    const shape = shapeOf(secret);
    const isSecret =
      row.any === true
        ? secret.length >= 4 && !secret.startsWith('-')
        : shape === 'password' || shape === 'random';
    if (!isSecret) continue;
    // The secret is the end of the match but for the quote that closes it.
    const end = from + match.index + match[0].lastIndexOf(secret) + secret.length;
    yield findAt(PASSWORD_OF_COMMAND, end - secret.length, end);
  }
}

/** The rest of a command: to the end of its line, over lines that go on, up to a pipe. */
function commandAt(text: string, from: number): string {
  const rest = text.slice(from, from + MAX_COMMAND);
  const end = /(?<!\\|\^|`)\r?\n|(?<!\\)\\n|\s\|\s|\s&&\s|;\s/.exec(rest);
  return end ? rest.slice(0, end.index) : rest;
}

const FLAG: ScanRule = {
  id: 'secret-flag',
  type: 'password',
  level: 'probable',
  why: 'the value of an option whose name says password, secret, token or key',
  finds: ['tool login --password «{an:16}»', 'x --client-secret=«{an:32}»', 'deploy -token «{an:32}»'],
  leaves: [
    'tool --password-stdin',
    'tool --token-file /run/secrets/token',
    'tool --password PASSWORD',
    'run --max-tokens 200000',
    'tool --token $TOKEN',
  ],
  mentions: true,
  *scan({ text }): Generator<Find> {
    const flag =
      /[\s"'[]--?([A-Za-z][\w-]{2,40})["']?(?:=|,?\s{1,4})(?:\\?"([^"\\\n]{4,400})"|'([^'\n]{4,400})|([^\s"'`|;&<>()\\,\]]{4,600}))/g;
    for (let match = flag.exec(text); match; match = flag.exec(text)) {
      const name = match[1]!;
      const secret = match[2] ?? match[3] ?? match[4]!;
      flag.lastIndex = match.index + match[1]!.length + 1;
      if (/^[-/]|[\0-\x1f]/.test(secret) || classOfName(name) === 'none' || /^keys?$/i.test(name)) continue;
      const level = judgeNamed(name, secret, 'field');
      if (!level) continue;
      const end = match.index + match[0].lastIndexOf(secret) + secret.length;
      yield findAt(FLAG, end - secret.length, end, { level, type: typeOfName(name) });
    }
  },
};

const isPassword = (secret: string): boolean => {
  const shape = shapeOf(secret);
  return shape === 'password' || shape === 'random';
};

/** The end of a command that reads a password. */
const READS_PASSWORD =
  /\b(?:sudo\s[^|\n]{0,20}-S|chpasswd|passwd|kinit|cryptsetup|stdin|with-token|login|secrets? (?:set|put|add))\b[^|\n]{0,80}$/;

/** Secrets on command lines and in the files of command line tools. */
export const COMMAND_RULES: readonly ScanRule[] = [
  PASSWORD_OF_COMMAND,
  FLAG,
  patternRule({
    id: 'piped-password',
    type: 'password',
    level: 'probable',
    why: 'a password that is written into a program which reads it',
    finds: [
      "echo '«{an:16}»' | sudo -S id",
      'printf %s «{an:36}» | docker login -u u --password-stdin',
      'echo root:«{an:16}» | chpasswd',
    ],
    leaves: ['echo $PW | sudo -S id', 'echo done | tee log'],
    needs: ['stdin', 'passwd', 'sudo', '-token', 'login', 'secret', '--password', '-passin'],
    pattern:
      /\b(?:echo|printf)\s{1,3}(?:-[ne]{1,2}\s{1,3}|["']?%s(?:\\n)?["']?\s{1,3}){0,2}["']?(?:[\w.-]{1,32}:)?([^\s"'|$]{5,400})(?=["']?\s{0,3}\|\s{0,3}(?:sudo\s[^|\n]{0,20}-S|passwd|chpasswd|[^|\n]{0,120}(?:stdin|with-token|-passin|--password|--token|secret\s(?:set|put|create)|login)))/g,
    judge: isPassword,
  }),
  patternRule({
    id: 'here-string',
    type: 'password',
    level: 'probable',
    why: 'a password that is given to a program as its input',
    finds: ['chpasswd <<< "bob:«{an:9}7»"', "kinit bob <<< '«{an:9}7»'", 'gh secret set X <<< «{an:32}»'],
    leaves: ['cat <<< "hello world1"', 'sudo -S id <<< "$PW"'],
    needs: ['<<<'],
    pattern: /<<<\s{0,2}["']?(?:[\w.-]{1,32}:)?([^\s"'|$]{5,400})/g,
    judge: (secret, { input, index }) =>
      (isPassword(secret) || digitsOf(secret) > 0) &&
      READS_PASSWORD.test(input.slice(Math.max(0, index - 120), index)),
  }),
  patternRule({
    id: 'sent-password',
    type: 'password',
    level: 'probable',
    why: 'a password that a script types for a person',
    finds: ['expect "assword:"\nsend "«{an:9}7»\\r"'],
    leaves: ['send "yes\\r"', 'send("hello1")'],
    needs: ['send '],
    pattern: /\bsend\s{1,2}(?:--\s)?\\?["']([^"'\\\n$ ]{6,100})(?=\\{1,2}[rn]\\?["'])/g,
    judge: (secret) => isPassword(secret) || digitsOf(secret) > 0,
  }),
  patternRule({
    id: 'openssl-pass',
    type: 'password',
    mentions: true,
    level: 'probable',
    why: 'passwords of openssl',
    finds: ['openssl pkcs12 -in a.p12 -passin pass:«{an:14}»'],
    leaves: ['test pass: 12 of 12'],
    needs: ['pass:'],
    pattern: /(?:-pass(?:in|out)?|-password|storepass|-k)[ =:]["']?pass:([^\s"'`;|&]{4,200})/g,
    judge: (secret) => secret.length >= 5,
  }),
  patternRule({
    id: 'netrc',
    type: 'password',
    mentions: true,
    level: 'probable',
    why: 'passwords in .netrc files',
    finds: ['machine h.tld\n  login bob\n  password «{an:10}1»'],
    leaves: ['login with password authentication'],
    needs: ['password', 'passwd'],
    pattern: /\b(?:login|user|account)\s{1,12}\S{1,80}\s{1,12}passw(?:or)?d\s{1,12}(\S{4,200})/g,
    judge: isPassword,
  }),
  patternRule({
    id: 'pgpass',
    type: 'password',
    level: 'probable',
    why: 'passwords in .pgpass files',
    finds: ['h:5432:db:svc:«{an:12}»'],
    leaves: ['src/app.ts:1234:56:error:TS2304', '10:20:30:40:50'],
    needs: /:(?:\d{4,5}|\*):/,
    pattern:
      /(?:^|\n)(?:[A-Za-z0-9.*-]{1,80}):(?:\d{4,5}|\*):[\w*-]{1,60}:[\w.-]{1,60}:([^\s:]{6,200})(?=\r?\n|$)/g,
    judge: (secret) => shapeOf(secret) !== 'nothing',
  }),
  patternRule({
    id: 'identified-by',
    type: 'password',
    level: 'probable',
    why: 'passwords of users of databases',
    finds: ["CREATE USER u IDENTIFIED BY '«{an:12}»'"],
    leaves: ['identified by name'],
    needs: ['DENTIFIED', 'dentified'],
    pattern:
      /\bIDENTIFIED\s{1,3}(?:WITH\s{1,3}\S{1,40}\s{1,3})?(?:BY|AS)\s{1,3}(?:PASSWORD\s{1,3})?\\{0,2}["']([^"'\n\\]{4,200})/gi,
    judge: (secret) => shapeOf(secret) !== 'nothing',
  }),
  patternRule({
    id: 'setting-line',
    type: 'password',
    level: 'probable',
    why: 'a line of a name and a value without a sign between them, as settings of servers are written',
    finds: [
      'requirepass «{an:32}»',
      'setenv DB_PASS «{an:9}!7»',
      'set -gx API_TOKEN «{an:32}»',
      'port 6379\n  auth-token «{hex:32}»\ntimeout 5',
    ],
    leaves: ['password prompt', 'token expired2', 'key value1234'],
    mentions: true,
    needs: [' ', '\t'],
    pattern:
      /(?:^|\n)[ \t$]{0,12}(?:(setenv|SetEnv|fastcgi_param|set -[gxU]{1,3})[ \t]{1,4})?([A-Za-z][\w.-]{3,39})[ \t]{1,20}["']?([^\s"'#=:(){}<>,;]{8,400})(?=["';]{0,2}[ \t]{0,4}(?:\r?\n|$))/g,
    judge: (secret, match) => {
      const level = judgeNamed(match[2]!, secret, 'bare');
      return level !== undefined && (match[1] !== undefined || isRandom(secret)) ? level : false;
    },
  }),
  patternRule({
    id: 'printed-secret',
    type: 'secret',
    level: 'probable',
    why: 'what a command prints that makes a secret, or shows one',
    finds: [
      '$ openssl rand -hex 32\n«{hex:64}»\n',
      '$ pass show db\n«{an:20}»\n$ ',
      '$ cat /run/secrets/db_password\n«Lamp!{d:4}xQ»\n$ ',
      '$ heroku config:get API_TOKEN\n«{an:24}»',
      '$ terraform output -raw db_password\n«{an:20}»',
      'python -c "import secrets; print(secrets.token_urlsafe(32))"\n«{u64:43}»',
    ],
    leaves: [
      '$ cat /etc/passwd\nroot:x:0:0:root\n',
      '$ cat token.ts\nexport\n',
      '$ git rev-parse HEAD\n{hex:40}\n',
      '$ pass show\nPassword Store\n',
    ],
    needs: [
      ...[
        'openssl rand',
        'pwgen',
        'makepasswd',
        'apg ',
        'wg gen',
        'token_urlsafe',
        'token_hex',
        'token_bytes',
        'randomBytes',
      ],
      ...[
        'pass show',
        'bw get',
        'op read',
        'printenv',
        'echo $',
        'echo "$',
        'base64 -',
        'get-secret-value',
        'get-login-password',
      ],
      ...['auth token', 'auth print-', 'find-generic-password', 'keyring get', 'versions access', '-field'],
      ...['cat ', 'config:get', 'output -', 'get secret', 'ssm get-parameter', 'secrets get'],
    ],
    pattern:
      /\b(?:openssl rand|pwgen|makepasswd|apg|wg gen(?:key|psk)|token_(?:urlsafe|hex|bytes)|randomBytes|(?:go)?pass show|lpass show|bw get|op read|printenv \w{0,40}(?:KEY|SECRET|TOKEN|PASS)|echo "?\$\{?\w{0,40}(?:KEY|SECRET|TOKEN|PASS|PWD)|base64 (?:-d|-D|--decode)|get-secret-value|get-login-password|auth (?:token|print-[a-z-]{4,30})|find-generic-password|keyring get|secrets? versions access|vault (?:read|kv get)\s[^\n]{0,80}-field|cat \S{0,80}(?:\/run\/secrets\/|passw|secret|token)|config:get \w{0,40}(?:KEY|SECRET|TOKEN|PASS|PWD)|output (?:-raw|-json) \w{0,40}(?:key|secret|token|pass)|kubectl get secrets?\s[^\n]{0,200}(?:jsonpath|go-template)|ssm get-parameter\s|secrets get \w{0,40})[^\n]{0,300}\n((?:[A-Za-z0-9+/=_.~!@#%^&*-]){8,2000})(?=\r?\n|\s{0,4}$)/g,
    judge: (secret, match) =>
      isPassword(secret) &&
      (secret.length >= 12 || /pass|pwd|secret/i.test(match[0].slice(0, -secret.length))),
  }),
  patternRule({
    id: 'stored-setting',
    type: 'secret',
    level: 'probable',
    why: 'a secret that a program is told to keep: `aws configure set`, `npm config set`, `git config`, `vault kv put`, `gh secret set`',
    finds: [
      'aws configure set aws_secret_access_key «{b64:40}»',
      'npm config set //r.tld/:_authToken «{an:36}»',
      'gh secret set DEPLOY_TOKEN --body «{an:32}»',
      'kubectl create secret generic s --from-literal=dsn-main=«{an:24}»',
      'vault login «{an:26}»',
    ],
    leaves: [
      'git config user.name somebody',
      'npm config set registry https://registry.npmjs.org/',
      'vault login -method=github',
    ],
    mentions: true,
    needs: ['config', 'ecret', 'vault', 'setenv', 'putenv', 'login', ' set '],
    pattern:
      /(?:\bset\s{1,3}[\w./:@-]{0,60}(?:key|token|secret|passw(?:or)?d|auth\w{0,8})[\w-]{0,20}[ =]{1,3}["']?|\bconfig\s[\w. -]{0,40}(?:token|secret|password|key)["']?\s{1,3}["']?|--body[ =]["']?|--from-literal[= ]["']?[\w.-]{1,60}=["']?|\bvault\slogin\s(?:token=)?["']?|--secret-string[ =]["']?|setenv\s\w{0,40}(?:TOKEN|SECRET|PASSWORD|KEY)\s{1,3}["']?)([^\s"'`|;&<>]{6,2000})/gi,
    judge: (secret) => !secret.startsWith('-') && isPassword(secret),
  }),
];
