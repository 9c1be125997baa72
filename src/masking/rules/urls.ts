import { findAt } from '../find/find-at.ts';
import { patternRule } from '../find/pattern-rule.ts';
import type { Find, Level, ScanRule } from '../rule.ts';
import { isPlaceholder } from '../values/placeholder.ts';
import { isHex, isRandom, isSurelyRandom, shapeOf } from '../values/value-shape.ts';

const USER_INFO =
  /([^\s/:@"'<>`?#\\]{0,80})(?::([^\s/"'<>`\\]{1,200}|[A-Za-z0-9+/]{20,120}={0,2}))?@(?=([A-Za-z0-9[$<{%._-]{1,200}))/y;

const CREDENTIALS: ScanRule = {
  id: 'url-password',
  type: 'password',
  level: 'probable',
  why: 'the password, or the token in place of a user, in an address',
  finds: [
    'postgres://svc:«{an:18}»@db.internal:5432/app',
    'https://«{hex:40}»@git.host.tld/o/r.git',
    'postgres://svc:«p%40ss%2Fw0rd%21{an:6}»@h/db',
    'rediss://:«{b64:20}/{b64:22}=»@h:6380',
  ],
  leaves: [
    'postgres://user:password@localhost/db',
    'postgres://localhost/db',
    'https://user@host/',
    'git@github.com:o/r.git',
    'http://localhost:8080/@scope/name',
    'https://{hex:32}@o1.ingest.sentry.io/1',
    'redis://:${REDIS_PASSWORD}@cache:6379',
  ],
  needs: ['://'],
  *scan({ text }): Generator<Find> {
    for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
      USER_INFO.lastIndex = at + 3;
      const match = USER_INFO.exec(text);
      if (!match) continue;
      const [, user = '', password, host = ''] = match;
      const level = password === undefined ? levelOfUser(user, host) : levelOfPassword(user, password, host);
      if (!level) continue;
      const end = at + 3 + match[0].length - 1;
      yield findAt(CREDENTIALS, end - (password ?? user).length, end, {
        level,
        type: password === undefined ? 'token' : 'password',
      });
    }
  },
};

function levelOfUser(user: string, host: string): Level | undefined {
  // The key in the address of an error tracker is made to be public.
  return isSurelyRandom(user) && !/sentry|ingest|glitchtip|bugsink/i.test(host) ? 'probable' : undefined;
}

function levelOfPassword(user: string, password: string, host: string): Level | undefined {
  if (isPlaceholder(password) || password.length < 4 || password === user) return undefined;
  if (/^x-oauth|^oauth2?$|^x-token|^x-access-token/i.test(password)) return undefined;
  const shape = shapeOf(password);
  if (shape === 'random' || shape === 'password') return 'probable';
  if (/^\d{1,5}$/.test(password)) return undefined;
  if (/^\d{6,}$/.test(password) || (password.length >= 8 && isHex(password))) return 'probable';
  return shape === 'words' && password.length >= 8 && !/^localhost|^127\.|^db$|^host/.test(host)
    ? 'uncertain'
    : undefined;
}

/** Segments of paths, and names of hosts, behind which a random segment is a secret. */
const SECRET_PATH =
  /hook|token|api-?key|secret|magic|invite|reset|verify|activate|confirm|auth|trigger|ingest|private|feed/i;
const KEYED_HOST =
  /infura|alchemy|quicknode|quiknode|ankr|chainstack|getblock|blastapi|drpc|moralis|tatum|rpc|hook|maker\.ifttt|healthchecks|hc-ping|ntfy|pushover|webhook|logic\.azure|cronitor|deadmanssnitch|betteruptime/i;
const URL_PATH = /https?:\/\/([A-Za-z0-9.-]{3,120}(?::\d{2,5})?)(\/[A-Za-z0-9._~%@:+/-]{16,600})/g;

const PATH_SECRET: ScanRule = {
  id: 'url-path',
  type: 'url-secret',
  level: 'probable',
  why: 'the secret part of the address of a webhook, a bot or a node: whoever knows the address may use it',
  finds: [
    'https://hooks.zapier.com/hooks/catch/{d:7}/«{an:20}»/',
    'https://mainnet.infura.io/v3/«{hex:32}»',
    'https://api.service.tld/v1/webhook/«{an:32}»',
  ],
  leaves: [
    'https://docs.google.com/document/d/{an:44}/edit',
    'https://github.com/o/r/commit/{hex:40}',
    'https://host.tld/assets/index-{an:8}.js',
  ],
  needs: ['://'],
  *scan({ text }): Generator<Find> {
    const url = new RegExp(URL_PATH);
    for (let match = url.exec(text); match; match = url.exec(text)) {
      const pathStart = match.index + match[0].length - match[2]!.length;
      yield* secretsOfPath(match[1]!, match[2]!, pathStart);
    }
  },
};

function* secretsOfPath(host: string, path: string, start: number): Generator<Find> {
  const isKeyed = KEYED_HOST.test(host);
  let isSecret = isKeyed;
  let at = start;
  for (const segment of path.split('/')) {
    const isLong = segment.length >= 16 && segment.length <= 200;
    if (isLong && isSecret && (isSecretSegment(segment) || (isKeyed && isRandom(segment))))
      yield findAt(PATH_SECRET, at, at + segment.length);
    if (/commit|tree|blob|sha|issues|pull|docs|document|archive|raw/i.test(segment)) isSecret = false;
    else if (!isLong && SECRET_PATH.test(segment)) isSecret = true;
    at += segment.length + 1;
  }
}

function isSecretSegment(segment: string): boolean {
  return isSurelyRandom(segment) && !/^[\w-]{0,20}\.\w{2,4}$/.test(segment) && !/^\d+$/.test(segment);
}

/** Secrets in addresses. */
export const URL_RULES: readonly ScanRule[] = [
  CREDENTIALS,
  PATH_SECRET,
  patternRule({
    id: 'oracle-password',
    type: 'password',
    level: 'probable',
    why: 'user and password in the address of an Oracle database',
    finds: ['jdbc:oracle:thin:app/«{an:10}7»@//h:1521/x'],
    leaves: ['jdbc:oracle:thin:@//h:1521/x', 'jdbc:oracle:thin:scott/tiger@//h:1521/x'],
    needs: ['oracle:'],
    pattern: /oracle:(?:thin|oci):["']?[\w$#]{1,40}\/["']?([^\s"'@/$]{4,60})(?=["']?@)/g,
    judge: (secret) => !/^[a-z]+$/.test(secret),
  }),
  patternRule({
    id: 'telegram-token',
    type: 'telegram-token',
    ofRuns: true,
    level: 'certain',
    why: 'tokens of Telegram bots, also in the address of their interface',
    finds: ['«{d:10}:AA{u64:33}»', 'https://api.telegram.org/bot«{d:9}:AA{u64:33}»/getMe'],
    leaves: ['12345678:AA'],
    needs: [':A'],
    pattern: /(?<![\d.])(\d{8,10}:A[A-Za-z0-9_-]{33,35})(?![A-Za-z0-9])/g,
    judge: (secret) => isRandom(secret.slice(secret.indexOf(':') + 2).replace(/[-_]/g, '')),
  }),
  patternRule({
    id: 'teams-webhook',
    type: 'teams-webhook',
    level: 'certain',
    why: 'addresses of Microsoft Teams webhooks',
    finds: [
      '«https://x.webhook.office.com/webhookb2/{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}@{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}/IncomingWebhook/{hex:32}/{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}»',
    ],
    leaves: ['https://x.webhook.office.com/docs'],
    needs: ['webhook.office.com'],
    pattern: /(https:\/\/[A-Za-z0-9.-]{1,80}\.webhook\.office\.com\/webhookb2\/[A-Za-z0-9@/-]{60,260})/g,
  }),
  patternRule({
    id: 'slack-webhook',
    type: 'slack-webhook',
    level: 'certain',
    why: 'addresses of Slack webhooks: what is left of a whole one is no secret, so all of it goes',
    finds: ['«https://hooks.slack.com/services/T{un:10}/B{un:10}/{an:24}»'],
    leaves: ['https://hooks.slack.com/services/'],
    needs: ['hooks.slack.com'],
    pattern:
      /(https:\/\/hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9+/]{30,100})/g,
  }),
  patternRule({
    id: 'discord-webhook',
    type: 'discord-webhook',
    level: 'certain',
    why: 'addresses of Discord webhooks',
    finds: ['«https://discord.com/api/webhooks/{d:18}/{u64:68}»'],
    leaves: ['https://discord.com/api/webhooks/'],
    needs: ['/webhooks/'],
    pattern:
      /(https:\/\/(?:\w{1,12}\.)?discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/\d{17,20}\/[A-Za-z0-9_-]{60,80})/g,
  }),
  patternRule({
    id: 'url-signature',
    type: 'url-secret',
    level: 'probable',
    why: 'what signs an address (AWS, Google, Azure) or lets in whoever has it',
    finds: [
      'https://acc.blob.core.windows.net/c/b?sv=2022-11-02&sr=b&sp=r&sig=«{an:41}%3D»',
      'https://b.s3.amazonaws.com/k?X-Amz-Signature=«{hex:64}»',
      'https://h.tld/callback?code=«{an:40}»&state=x',
    ],
    leaves: ['https://h.tld/?utm_source=abc&utm_campaign=def', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
    needs: ['?', '&'],
    pattern:
      /[?&;](?:amp;)?(?:X-Amz-Signature|X-Goog-Signature|Signature|sig|sign|hmac|code|k|key|st|ticket|jwt|invite|SAMLResponse|hdnea|t)=([A-Za-z0-9%._~+/=-]{20,2000})/gi,
    judge: (secret) =>
      isRandom(secret.replace(/%[0-9A-Fa-f]{2}/g, '')) &&
      /[0-9]/.test(secret) &&
      isSurelyRandom(secret.replace(/%[0-9A-Fa-f]{2}/g, '').slice(0, 200)),
  }),
];
