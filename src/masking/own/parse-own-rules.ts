import { escapeExpression, wordExpression } from '../find/escape-expression.ts';
import { problemOfPattern } from './bounded-pattern.ts';
import { OwnRuleError } from './own-rule-error.ts';
import type { OwnRule } from './own-rules.ts';

/** Most rules of a file. */
const MAX_RULES = 200;
/** Shortest text that a rule masks: one character stands everywhere. */
const MIN_TEXT = 2;
/** Shortest text that is masked inside of words too: shorter ones stand there by chance. */
const MIN_INNER_TEXT = 4;

const FIELDS = ['id', 'type', 'text', 'pattern', 'ignoreCase', 'level'];

/**
 * Reads a file of own rules:
 *
 * ```json
 * { "rules": [
 *   { "text": "Project Nightjar", "type": "project" },
 *   { "id": "ticket", "pattern": "TICKET-[0-9]{4,8}", "type": "ticket" },
 *   { "pattern": "customer=(?<secret>[a-z]{3,40})", "type": "customer", "level": "review" } ] }
 * ```
 *
 * A rule is a `text`, taken as it is, or a `pattern`, an expression of JavaScript of which every part is bounded, so that no text can make it
 * hang; its group `secret`, else its first group, else all of it is masked. `type` names the placeholder. `level` is `mask` (default)
 * or `review`: what it finds is kept and listed.
 *
 * @throws {OwnRuleError} what is wrong, where, and what to do
 */
export function parseOwnRules(json: string): readonly OwnRule[] {
  const rules = rulesOf(json);
  if (rules.length > MAX_RULES)
    throw new OwnRuleError('rules', `has more than ${MAX_RULES} rules: keep the ones you need`);
  return rules.map((rule, index) => parseRule(rule, `rules[${index}]`, index));
}

function rulesOf(json: string): readonly unknown[] {
  let file: unknown;
  try {
    file = JSON.parse(json);
  } catch (error) {
    throw new OwnRuleError(
      '',
      `is no JSON (${error instanceof Error ? error.message : 'unreadable'}): check quotes and commas`,
    );
  }
  const rules = Array.isArray(file) ? (file as unknown[]) : isRecord(file) ? file['rules'] : undefined;
  if (!Array.isArray(rules)) throw new OwnRuleError('', 'has no list "rules": write { "rules": [ … ] }');
  return rules as unknown[];
}

function parseRule(rule: unknown, path: string, index: number): OwnRule {
  if (!isRecord(rule))
    throw new OwnRuleError(path, 'is no object: write { "text": "…" } or { "pattern": "…" }');
  const unknown = Object.keys(rule).find((field) => !FIELDS.includes(field));
  if (unknown !== undefined) {
    throw new OwnRuleError(`${path}.${unknown}`, `is not known: a rule has ${FIELDS.join(', ')}`);
  }
  return {
    id: optionalText(rule, 'id', path) ?? `own-${index + 1}`,
    type: typeOf(rule, path),
    level: levelOf(rule, path),
    pattern: patternOf(rule, path),
  };
}

function typeOf(rule: Record<string, unknown>, path: string): string {
  const type = optionalText(rule, 'type', path) ?? 'secret';
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(type)) {
    throw new OwnRuleError(
      `${path}.type`,
      'is not made of small letters, digits and “-”: write it like "project-name"',
    );
  }
  return type;
}

function levelOf(rule: Record<string, unknown>, path: string): OwnRule['level'] {
  const level = optionalText(rule, 'level', path) ?? 'mask';
  if (level !== 'mask' && level !== 'review')
    throw new OwnRuleError(`${path}.level`, 'is neither "mask" nor "review": write one of them');
  return level === 'mask' ? 'probable' : 'uncertain';
}

function patternOf(rule: Record<string, unknown>, path: string): RegExp {
  const text = optionalText(rule, 'text', path);
  const pattern = optionalText(rule, 'pattern', path);
  if ((text === undefined) === (pattern === undefined)) {
    throw new OwnRuleError(path, 'needs either "text" or "pattern": write one of them');
  }
  const ignoreCase = rule['ignoreCase'] ?? false;
  if (typeof ignoreCase !== 'boolean')
    throw new OwnRuleError(`${path}.ignoreCase`, 'is neither true nor false: write one of them');
  const flags = ignoreCase ? 'gi' : 'g';
  if (text !== undefined) {
    if (text.length < MIN_TEXT) {
      throw new OwnRuleError(
        `${path}.text`,
        `is shorter than ${MIN_TEXT} characters and would be masked everywhere: write a longer text`,
      );
    }
    return new RegExp(text.length < MIN_INNER_TEXT ? wordExpression(text) : escapeExpression(text), flags);
  }
  const problem = problemOfPattern(pattern!);
  if (problem !== undefined) throw new OwnRuleError(`${path}.pattern`, problem);
  return compiled(pattern!, flags, `${path}.pattern`);
}

function compiled(pattern: string, flags: string, path: string): RegExp {
  let expression: RegExp;
  try {
    expression = new RegExp(pattern, flags);
  } catch (error) {
    throw new OwnRuleError(
      path,
      `is no expression (${error instanceof Error ? error.message : 'unreadable'}): correct it`,
    );
  }
  if (new RegExp(pattern).test(''))
    throw new OwnRuleError(path, 'matches the empty text: write what must be there');
  return expression;
}

function optionalText(rule: Record<string, unknown>, field: string, path: string): string | undefined {
  const value = rule[field];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value === '')
    throw new OwnRuleError(`${path}.${field}`, 'is no text: write it between quotes');
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
