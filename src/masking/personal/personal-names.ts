import { escapeExpression } from '../find/escape-expression.ts';
import type { Find } from '../rule.ts';

/** What of persons is masked. */
export interface PersonalOptions {
  /** The user's part of home folders: `/home/[user-1]/work`. */
  readonly paths?: boolean;
  /** Names of users and hosts wherever they stand as words, derived from home folders and prompts. */
  readonly names?: boolean;
  /** E-mail addresses, but those that are no person's: `noreply@…`, `git@…`. */
  readonly emails?: boolean;
}

/** Accounts of machines, not of persons. */
const MACHINE_USER =
  /^(?:root|runner|ubuntu|user|users|node|app|admin|administrator|vscode|codespace|coder|shared|public|default|guest|ec2-user|debian|vagrant|jenkins|circleci|travis|gitlab-runner|github|docker|www-data|postgres|mysql|redis|nginx|git|nobody|dev|developer|test|tester|me|you|username|your-?name|youruser|name|home|workspace|project|projects|work|src|appuser|nonroot|pi|linuxbrew|sandbox|agent|opam|foo|bar|alice|bob|x|linux|system|all|any|jovyan|container|build|builder|runneradmin|containeradministrator)$/i;
const MACHINE_HOST =
  /^(?:localhost|ip6-localhost|host|hostname|server|example|db|web|app|remote|local|github|gitlab|bitbucket|docker|container|sandbox|runner|[0-9a-f]{12,64})$/i;

const HOME =
  /(?:\/(?:home|Users)\/|\b[A-Za-z]:(?:\\{1,4}|\/)Users(?:\\{1,4}|\/)|\/[a-z]\/Users\/|-(?:home|Users)-)([A-Za-z][A-Za-z0-9._]{1,31}(?:-[a-z0-9]{2,16})?)/g;
const PROMPT =
  /(?:^|\n|\r|\x07|m|\[)\(?([a-z_][a-z0-9_.-]{1,31})@([A-Za-z0-9][A-Za-z0-9.-]{1,63})(?=[:\s][~/][^\n]{0,120}[$#%>]|:~)/g;
const HOST_PROMPT =
  /(?:^|\n)([A-Za-z0-9][A-Za-z0-9-]{1,40}(?:\.[A-Za-z0-9-]{2,40}){1,4}):[~/][^\n]{0,120}[$#%] ?/g;
const EMAIL =
  /(?<![A-Za-z0-9._%+/:-])([A-Za-z0-9][A-Za-z0-9._%+-]{0,63})@((?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24})(?![A-Za-z0-9@-])/g;
const MACHINE_MAIL =
  /^(?:no-?reply|do-?not-?reply|git|hg|ssh|root|postmaster|mailer-daemon|support|info|security|bot|\d+\+.*|.*\[bot\])$/i;
const PUBLIC_MAIL =
  /(?:^|\.)(?:example\.(?:com|org|net)|users\.noreply\.github\.com|noreply\..*|localhost\.\w+|test|invalid|iam\.gserviceaccount\.com)$/i;

/** Shortest name that is looked for as a word. */
const MIN_NAME = 3;
/** Most names of one archive. */
const MAX_NAMES = 200;

/** Persons in texts: where they are named, and their names as they are seen. */
export class PersonalNames {
  readonly #options: PersonalOptions;
  readonly #types = new Map<string, 'user' | 'host'>();
  #words: RegExp | undefined;

  constructor(options: PersonalOptions) {
    this.#options = options;
  }

  /** Tells whether anything of persons is masked. */
  get isWanted(): boolean {
    return this.#options.paths === true || this.#options.names === true || this.#options.emails === true;
  }

  /** Finds persons in a text, and learns their names. May overlap. */
  *find(text: string): Generator<Find> {
    const { paths, names, emails } = this.#options;
    if (paths === true || names === true) yield* this.#homes(text);
    if (names === true) {
      this.#learnHosts(text);
      yield* this.#named(text);
    }
    if (emails === true && text.includes('@')) {
      for (const match of text.matchAll(EMAIL)) {
        if (MACHINE_MAIL.test(match[1]!) || PUBLIC_MAIL.test(match[2]!)) continue;
        yield personal(match.index, match.index + match[0].length, 'email');
      }
    }
  }

  *#homes(text: string): Generator<Find> {
    if (!/home|Users/.test(text)) return;
    for (const match of text.matchAll(HOME)) {
      const name = match[1]!.replace(/[.]+$/, '');
      if (MACHINE_USER.test(name)) continue;
      const isDashed = match[0].startsWith('-');
      // In `-home-x-work` nothing tells where the name ends: it must be known.
      if (isDashed && !this.#types.has(name)) continue;
      this.#learn(name, 'user');
      const start = match.index + match[0].length - match[1]!.length;
      yield personal(start, start + name.length, 'user');
    }
  }

  #learnHosts(text: string): void {
    if (text.includes('@')) {
      for (const match of text.matchAll(PROMPT)) {
        this.#learn(match[1]!, 'user');
        this.#learn(match[2]!, 'host');
      }
    }
    for (const match of text.matchAll(HOST_PROMPT)) this.#learn(match[1]!, 'host');
  }

  *#named(text: string): Generator<Find> {
    if (this.#types.size === 0) return;
    this.#words ??= new RegExp(
      `(?<![A-Za-z0-9])(?:${[...this.#types.keys()]
        .sort((a, b) => b.length - a.length)
        .map(escapeExpression)
        .join('|')})(?![A-Za-z0-9])`,
      'g',
    );
    for (const match of text.matchAll(this.#words)) {
      yield personal(match.index, match.index + match[0].length, this.#types.get(match[0])!);
    }
  }

  #learn(name: string, type: 'user' | 'host'): void {
    if (name.length < MIN_NAME || this.#types.has(name) || this.#types.size >= MAX_NAMES) return;
    if ((type === 'user' ? MACHINE_USER : MACHINE_HOST).test(name)) return;
    this.#types.set(name, type);
    this.#words = undefined;
  }
}

function personal(start: number, end: number, type: string): Find {
  return { start, end, type, rule: `personal-${type}`, level: 'probable' };
}
