import { findAt } from '../find/find-at.ts';
import { patternRule } from '../find/pattern-rule.ts';
import type { Source } from '../find/source.ts';
import { isLockfile } from '../place.ts';
import type { Find, Level, ScanRule } from '../rule.ts';
import { classesOf, digitsOf, entropyOf } from '../values/entropy.ts';
import { randomnessOf } from '../values/randomness.ts';
import { isPlaceholder } from '../values/placeholder.ts';
import { isRandom, isSurelyRandom } from '../values/value-shape.ts';

/** Longest token that is judged by its look alone; longer ones are data. */
const MAX_TOKEN = 300;

/** A word of a prefix: `acme`, `SK`, `Vault`. */
const WORD = /^(?:[a-z][a-z0-9]{0,11}|[A-Z][A-Z0-9]{0,11}|[A-Z][a-z]{1,11})$/;
/** Most words of a prefix. */
const MAX_WORDS = 4;

/** Words of prefixes that name what is no secret: ids of records, caches, builds, checksums, classes of style sheets. */
const NO_SECRET_WORD =
  /^(?:toolu|tooluse|tool|call|msg|req|request|chatcmpl|cmpl|resp|response|run|thread|asst|file|files|step|vs|batch|gen|rs|fc|fcall|ws|ci|item|evt|event|cus|sub|pi|ch|in|price|prod|product|acct|card|ba|pm|seti|src|txn|po|re|si|il|cs|prctbl|id|uid|uuid|guid|user|usr|org|proj|project|team|workspace|ws|session|sess|conv|conversation|chat|message|node|pod|job|task|build|bld|deploy|deployment|dpl|rev|revision|commit|sha\d*|md5|hash|digest|etag|checksum|integrity|cache|key|cachekey|image|img|layer|chunk|index|main|vendor|runtime|app|css|sc|style|styles|class|module|webpack|vite|next|page|part|asset|icon|font|svg|png|jpg|data|blob|tmp|temp|test|tests|spec|snapshot|trace|span|x|request_id|rid|nonce|salt|sig|signature|ssh|rsa|ed25519|ecdsa|pub|public|pk|site|fingerprint|sri|publishable|anon|linux|darwin|windows|win32|macos|ubuntu|debian|alpine|python|ruby|go|rust|npm|yarn|pnpm|cargo|pip|docker|container|ctr|vol|volume|net|network|subnet|vpc|sg|ami|i|eni|igw|rtb|snap|eipalloc|arn|stack|lambda|bucket|s3|rel|release|v|ver|version|ref|refs|branch|tag|pr|mr|issue|ticket|doc|docs|note|notion|figma|figd_node|sheet|form|survey|quiz|video|audio|clip|track|song|album|artist|playlist|channel|ctx|context|agent|plan|todo|mem|memory|checkpoint|ckpt|model|weights|dataset|exp|experiment|trial|worker|replica|replicaset|rs|statefulset|daemonset|cronjob|ns|lock|mutex|lease|watch|stream|topic|queue|shard|partition|offset|segment|seg|frame|kf|keyframe|entry|row|col|cell|block|hunk|diff|patch|merge|base|head|tree|object|obj|pack|idx|delta|encrypted|reasoning|thinking|phc|prefix|suffix|the|a|an|and|or|with|for|to|of|at|by)$/i;

/** Names of files and runs hold the day, and ids of a time. */
const HAS_DATE = /(?:^|[-_T])(?:19|20)\d\d-?[01]\d-?[0-3]\d(?:[-_T]|$)/;

/** Words that say secret only beside others. */
const COMMON_WORD = /^(?:test|api|app|server|agent|prod)$/i;

/** Words of prefixes that say secret. */
const SECRET_WORD =
  /^(?:sk|rk|pat|pats|tok|tkn|token|key|apikey|api|secret|sec|live|prod|test|sandbox|auth|oauth|access|refresh|svc|service|admin|root|bot|hook|whs|whsec|priv|private|cred|pass|pwd|st|at|rt|sa|personal|usertoken|bearer|master|deploy|agent|mgmt|server|app)$/i;

/** Words of prefixes that say secret whatever stands before them: `usr_tok_`. */
const SURELY_SECRET_WORD = /^(?:tok|tkn|token|secret|sk|pat|apikey|pwd)$/i;

const PREFIXED_TOKEN: ScanRule = {
  id: 'prefixed-token',
  type: 'token',
  ofRuns: true,
  level: 'probable',
  why: 'a short word and a long random tail, as services without a row of their own mark their tokens',
  finds: ['«zyx_live_{an:32}»', 'created «acmep-{an:40}» for you', '«vnd_pat_{hex:40}»'],
  leaves: [
    'toolu_01{an:22}',
    'node-cache-Linux-npm-{hex:64}',
    'call_{an:24}',
    '.css-1q2w3e4r5t6y_Button__3xY9z',
    'web-5d4f8c7b9d-x2x4z',
    'sha256-{hex:64}',
    'test_rejects_an_empty_name_with_message_2',
  ],
  *scan(source: Source): Generator<Find> {
    if (isLockfile(source.place.path)) return;
    const { text } = source;
    for (const run of source.runs) {
      if (run.end - run.start > 4 * MAX_TOKEN || run.end - run.start < 20) continue;
      const whole = text.slice(run.start, run.end);
      if (!whole.includes('_') && !whole.includes('-')) continue;
      let at = run.start;
      for (const part of whole.split(/[^A-Za-z0-9_-]/)) {
        const level =
          part.length >= 20 && part.length <= MAX_TOKEN && /[_-]/.test(part)
            ? levelOfPrefixed(part, source, at)
            : undefined;
        if (level) yield findAt(PREFIXED_TOKEN, at, at + part.length, { level });
        at += part.length + 1;
      }
    }
  },
};

function levelOfPrefixed(token: string, source: Source, at: number): Level | undefined {
  const parts = token.split(/[_-]/);
  const words = prefixOf(parts);
  if (words.length === 0 || words.length === parts.length || words[0]!.length < 2) return undefined;
  const tail = token.slice(words.join(' ').length + 1);
  const saysSecret =
    words.some((word) => SECRET_WORD.test(word)) && !(words.length === 1 && COMMON_WORD.test(words[0]!));
  if (!isTokenTail(tail, saysSecret) || isPlaceholder(token)) return undefined;
  const isSure =
    saysSecret &&
    (!NO_SECRET_WORD.test(words[0]!) || words.slice(1).some((word) => SURELY_SECRET_WORD.test(word)));
  if (words.some((word) => NO_SECRET_WORD.test(word)) && !isSure) return undefined;
  return isNamedOtherwise(source, at) ? undefined : 'probable';
}

/** The words with which a token begins. */
function prefixOf(parts: readonly string[]): readonly string[] {
  let count = 0;
  while (count < MAX_WORDS && count < parts.length && WORD.test(parts[count]!) && !isLongWord(parts[count]!))
    count++;
  return parts.slice(0, count);
}

/** A part that is no word but the tail: `9f8e…` begins with a letter by chance. */
function isLongWord(part: string): boolean {
  return part.length > 6 && digitsOf(part) > 1;
}

/** The tail is random as a whole: not words with a checksum at the end. */
function isTokenTail(tail: string, saysSecret: boolean): boolean {
  if (HAS_DATE.test(tail)) return false;
  const solid = tail.replace(/[_-]/g, '');
  const parts = tail.split(/[_-]/);
  if (solid.length < (saysSecret ? 18 : 22) || lettersOfWords(parts) > 0.35 * solid.length) return false;
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/.test(tail)) return saysSecret;
  if (/^[0-9a-f]+$/i.test(solid)) {
    return (
      (saysSecret || /^(?:.{32}|.{40}|.{48}|.{64})$/.test(solid)) && parts.length === 1 && digitsOf(solid) > 1
    );
  }
  if (entropyOf(solid) < 3.4 || (!saysSecret && classesOf(solid) < 3 && solid.length < 32)) return false;
  return (
    isSurelyRandom(solid) ||
    (solid.length >= 26 && isRandom(solid) && digitsOf(solid) >= (saysSecret ? 0 : 1))
  );
}

/** How many letters stand in parts that read as words. */
function lettersOfWords(parts: readonly string[]): number {
  return parts
    .filter((part) => /^(?:[A-Z]?[a-z]{3,}|[A-Z]{4,})$/.test(part) && randomnessOf(part) < 0.34)
    .reduce((sum, part) => sum + part.length, 0);
}

/** Tells whether what stands before a token says that it is an id, a path, a selector, an address. */
function isNamedOtherwise(source: Source, at: number): boolean {
  const before = source.before(at, 48);
  if (/(?:[./\\#@]|--|:\/\/\S{0,46})$/.test(before) && !/(?:\s|^|["'(=:])\.{0,2}$/.test(before)) return true;
  if (
    /(?:\b|_|[a-z])(?:ids?|uuid|hash|sha|digest|etag|commit|name|class(?:Name)?|file|path|ref|checksum|signature|encrypted_content|nonce|cursor|slug|build|tag|version|image|pod|container|branch|href|src|key)["'\\\]]{0,4}\s{0,2}[:=]\s{0,2}["'\\[]{0,4}$/i.test(
      before,
    )
  ) {
    return !/(?:api|access|secret|private|auth)[-_ ]?key["'\\\]]{0,4}\s{0,2}[:=]\s{0,2}["'\\[]{0,4}$/i.test(
      before,
    );
  }
  return (
    source.place.key !== undefined &&
    source.place.key !== '' &&
    /(?:^|_|[a-z])(?:id|ids|uuid|hash|sha|name|path|signature|cursor|etag)$/i.test(source.place.key)
  );
}

const AWS_SECRET: ScanRule = {
  id: 'aws-secret',
  type: 'aws-secret',
  ofRuns: true,
  level: 'probable',
  why: 'secret keys of AWS without a name: exactly 40 characters of base64 that are no part of anything longer',
  finds: ['here: «wJ4/{b64:36}»'],
  leaves: [
    '{hex:40}',
    'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    'src/components/Button/Button2/index/File',
  ],
  *scan(source: Source): Generator<Find> {
    if (isLockfile(source.place.path)) return;
    const { text } = source;
    for (const run of source.runs) {
      if (run.end - run.start < 40 || run.end - run.start > 160) continue;
      const run40 = text.slice(run.start, run.end);
      for (const match of run40.matchAll(
        /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+][A-Za-z0-9/+]{39}(?![A-Za-z0-9+/=_-])/g,
      )) {
        const before = run40.slice(0, match.index);
        if (
          isAwsSecret(match[0]) &&
          !/[A-Za-z0-9+/=]{40,}\s{1,8}$/.test(source.before(run.start, 60)) &&
          /^(?:(?:[a-z]{2,10}:\/\/)?[\w.-]{0,40}[=:])?$/.test(before)
        ) {
          yield findAt(AWS_SECRET, run.start + match.index, run.start + match.index + 40);
        }
      }
      const inPath = /^\/?(?:[a-z._-]{1,24}\/)+([A-Za-z0-9+][A-Za-z0-9/+]{39})(?:\.\w{1,5})?$/.exec(run40);
      if (inPath && isAwsSecret(inPath[1]!)) {
        const at = run.start + run40.indexOf(inPath[1]!);
        yield findAt(AWS_SECRET, at, at + 40);
      }
    }
  },
};

function isAwsSecret(value: string): boolean {
  return (
    classesOf(value.replace(/[+/]/g, '')) >= 3 &&
    digitsOf(value) >= 3 &&
    entropyOf(value) >= 4.2 &&
    !/[a-z]{7,}|EXAMPLE|^6L/.test(value) &&
    (value.match(/\//g) ?? []).length <= 4 &&
    isSurelyRandom(value.replace(/[+/]/g, ''))
  );
}

/** What says near a token that it is one; and what says that it is something else. */
const SAYS_SECRET =
  /\b(?:passwords?|passphrase|secret|token|api[ _-]?keys?|access[ _-]?keys?|private[ _-]?keys?|credentials?|JWT|[Bb]earer)\b(?![ _-]?(?:count|limit|budget|usage|id))/i;
const SAYS_OTHER =
  /commit|sha\d|hash|digest|checksum|uuid|request|trace|\bids?\b|build|image|etag|integrity|revision|branch|signature|nonce|public|cache|fingerprint|file|path|http|\.(?:js|css|ts|png)/i;

const NEAR_TOKEN: ScanRule = {
  id: 'told-token',
  type: 'token',
  ofRuns: true,
  level: 'probable',
  why: 'a random value in a sentence or beside a label that says token, key or password',
  finds: ['Your new API key:\n\n    «{an:32}»\n', 'I rotated the token, use `«{an:40}»` from now on'],
  leaves: ['token budget of commit {hex:40}', 'the secret is in {hex:40}.js'],
  notInLockfiles: true,
  *scan(source: Source): Generator<Find> {
    const { text } = source;
    if (!source.mentionsSecret || !SAYS_SECRET.test(text)) return;
    for (const run of source.runs) {
      const length = run.end - run.start;
      if (length > MAX_TOKEN) continue;
      const token = text.slice(run.start, run.end).replace(/[.:=]+$/, '');
      if (
        !/^[A-Za-z0-9][A-Za-z0-9_+/=-]{19,}$/.test(token) ||
        /[a-z]=[^=]/.test(token) ||
        !isTold(source, run.start, token)
      )
        continue;
      yield findAt(NEAR_TOKEN, run.start, run.start + token.length);
    }
  },
};

function isTold(source: Source, at: number, token: string): boolean {
  const before = source.before(at, 70);
  const said = SAYS_SECRET.exec(before);
  // Lines of base64 are data, whatever words chance puts into them.
  if (/[A-Za-z0-9+/]{30,}/.test(before)) return false;
  if (!said || SAYS_OTHER.test(before.slice(said.index))) return false;
  // Only words between: code and data have their own rules.
  if (!/^[\w\s'’,:;.!?()`"*-]*$/.test(before.slice(said.index + said[0].length))) return false;
  const solid = token.replace(/[-_]/g, '');
  if (HAS_DATE.test(token)) return false;
  if (isPlaceholder(token) || !isSurelyRandom(solid) || digitsOf(solid) < 3) return false;
  return /^[0-9a-f]+$/i.test(solid)
    ? solid.length >= 32 && !token.includes('-')
    : classesOf(solid) >= 3 || solid.length >= 32;
}

const CUT_VALUE = /^([A-Za-z0-9+/_]{20,200})(?:\.{3})?$/;

const CUT_TOKEN: ScanRule = {
  id: 'cut-token',
  type: 'token',
  ofRuns: true,
  level: 'probable',
  why: 'the beginning of a random value and an ellipsis, as programs show secrets',
  finds: ['«{an:12}aB3{an:9}»…', 'using "«{b64:12}aB3{b64:9}»..."'],
  leaves: [
    '{hex:24}…',
    '"hash": "{an:24}…"',
    'components/Button/Button2Variants/Primary…',
    'sha512-{b64:24}…',
  ],
  notInLockfiles: true,
  needs: ['…', '...'],
  *scan(source: Source): Generator<Find> {
    const { text } = source;
    for (const { start, end } of source.runs) {
      const isCut = text[end] === '…' || (text[end - 1] === '.' && text.startsWith('...', end - 3));
      const token = isCut ? CUT_VALUE.exec(text.slice(start, end))?.[1] : undefined;
      if (token === undefined || text[start - 1] === ',' || !isCutToken(token)) continue;
      if (!isNamedOtherwise(source, start))
        yield { ...findAt(CUT_TOKEN, start, start + token.length), isCut: true };
    }
  },
};

function isCutToken(token: string): boolean {
  return !token.startsWith('eyJ') && classesOf(token.replace(/[+/_]/g, '')) >= 3 && isSurelyRandom(token);
}

/** Secrets that look like no word, whatever their service. */
export const SHAPE_RULES: readonly ScanRule[] = [
  PREFIXED_TOKEN,
  AWS_SECRET,
  NEAR_TOKEN,
  CUT_TOKEN,
  patternRule({
    id: 'joined-token',
    type: 'token',
    ofRuns: true,
    level: 'probable',
    why: 'as a token with a prefix, with points or colons for joints and a word that says secret',
    finds: ['«orb.key.{an:36}»', 'got «vnd:token:{u64:40}» back'],
    leaves: ['app.key.rotation.interval.in.seconds', 'sha256:{hex:64}', 'urn:token:{hex:8}'],
    inRuns: true,
    shortest: 30,
    needs: [
      'key.',
      'tok.',
      'token.',
      'secret.',
      'pat.',
      'sk.',
      'live.',
      'api.',
      ':key:',
      ':token:',
      ':secret:',
      ':pat:',
      ':sk:',
      '~',
    ],
    pattern:
      /(?<![\w./~:@-])([a-z][a-z0-9]{1,11}[.~:](?:(?:sk|pat|key|tok|token|secret|live|api)[._~:-]){1,2}[A-Za-z0-9_-]{24,120})(?![\w./-])/g,
    judge: (secret) => isSurelyRandom(secret.slice(-24)),
  }),
  patternRule({
    id: 'fernet-key',
    type: 'key',
    ofRuns: true,
    level: 'uncertain',
    why: '32 bytes of base64 alone on a line: what key generators print',
    finds: [],
    leaves: ['sha256-{b64:43}=', 'h1:{b64:43}='],
    needs: /^[A-Za-z0-9+/_-]{43}=$/,
    pattern: /^([A-Za-z0-9+/_-]{43}=)$/g,
    judge: (secret) => (isSurelyRandom(secret.replace(/[^A-Za-z0-9]/g, '')) ? 'uncertain' : false),
  }),
];
