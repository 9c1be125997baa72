import { findAt } from '../find/find-at.ts';
import { patternRule } from '../find/pattern-rule.ts';
import type { Find, ScanRule } from '../rule.ts';
import { digitsOf } from '../values/entropy.ts';
import { randomnessOf } from '../values/randomness.ts';

/** Most codes that are given out at once. */
const MAX_CODES = 24;

const CODES_HEAD =
  /\b(?:recovery|backup|scratch|emergency)[ _-]?codes?\b["']?[^\n:=[]{0,40}[:=]?[\s["'\\]{0,40}/gi;
const CODE =
  /(?:\d{1,2}[.)]\s{1,3}|[-*•]\s{1,3})?([A-Za-z0-9]{4,6}(?:[- ][A-Za-z0-9]{4,6}){1,3}|[A-Za-z0-9]{8,16})(?![\w-])[\s"',\\]{0,40}/y;

const RECOVERY_CODES: ScanRule = {
  id: 'recovery-codes',
  type: 'recovery-code',
  level: 'probable',
  why: 'codes that let in who has lost a second factor',
  finds: [
    'Recovery codes:\n  «{ln:4}7-{ln:5}»\n  «{ln:4}8-{ln:5}»\n',
    '"backup_codes": ["«{d:8}»", "«{d:8}»"]',
    'Backup codes\n1. «{d:4} {d:4}»\n2. «{d:4} {d:4}»\n',
  ],
  leaves: [
    'Recovery codes: keep them safe',
    'backup codes were generated at 2026-01-01',
    'recovery code path',
  ],
  mentions: true,
  needs: /code/i,
  *scan({ text }): Generator<Find> {
    const head = new RegExp(CODES_HEAD);
    for (let match = head.exec(text); match; match = head.exec(text)) {
      CODE.lastIndex = match.index + match[0].length;
      for (let count = 0; count < MAX_CODES; count++) {
        const at = CODE.lastIndex;
        const code = CODE.exec(text);
        if (!code || !isCode(code[1]!)) break;
        const start = at + code[0].indexOf(code[1]!);
        yield findAt(RECOVERY_CODES, start, start + code[1]!.length);
      }
    }
  },
};

/** Digits, and no date, no word. */
function isCode(code: string): boolean {
  return digitsOf(code) > 0 && !/^(?:19|20)\d\d-?[01]\d/.test(code);
}

/** Codes and passwords that services give to persons. */
export const PERSONAL_CODE_RULES: readonly ScanRule[] = [
  RECOVERY_CODES,
  patternRule({
    id: 'app-password',
    type: 'password',
    level: 'probable',
    why: 'passwords for one application, in four groups of four',
    finds: [
      'App password: «{ln:4} {ln:4} {ln:3}7 {ln:4}»',
      'app_password = "«{ln:4} {ln:4} {ln:3}7 {ln:4}»"',
    ],
    leaves: ['app password: this must have four', 'App password: keep your key safe'],
    mentions: true,
    needs: /app/i,
    pattern:
      /\bapp(?:lication)?(?:[-_ ]?specific)?[-_ ]?passw(?:or)?d["']?\s{0,2}(?:is|[:=])\s{0,2}["']?([a-z0-9]{4}(?: [a-z0-9]{4}){3})(?![\w-])/gi,
    judge: (secret) => digitsOf(secret) > 0 || randomnessOf(secret.replaceAll(' ', '')) >= 0.35,
  }),
];
