import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import type { MaskedResult } from '../encode/index.ts';
import { OwnRuleError, parseOwnRules, type MaskerOptions } from '../masking/index.ts';
import { FileError, systemReason } from '../node/index.ts';
import { CliError } from './errors.ts';
import { formatCount, type Output } from './output.ts';

/** What a person asks for beside the secrets that are masked anyway, as commander gives it. */
export interface MaskingChoice {
  /** A file of rules; `false` of `--no-mask`. */
  readonly mask?: string | false | undefined;
  readonly maskPaths?: boolean;
  readonly maskNames?: boolean;
  readonly maskEmails?: boolean;
}

/** Adds the options that say what is masked beside secrets, or that nothing is. */
export function addMaskingOptions(command: Command): Command {
  return addPersonalOptions(
    command.option('--mask <file>', 'mask also what the rules in this file find (see docs/masking.md)'),
  ).addOption(new Option('--no-mask', 'mask nothing: whatever secrets the session holds are in the archive'));
}

/** Adds the options that say that an archive is to be masked, which it is not by itself. */
export function addArchiveMaskingOptions(command: Command): Command {
  return addPersonalOptions(
    command.option(
      '--mask [file]',
      'mask secrets, and what the rules in this file find (see docs/masking.md)',
    ),
  );
}

/** Adds the options that say what is masked of the person whose session it is. */
export function addPersonalOptions(command: Command): Command {
  return command
    .option('--mask-paths', 'mask the home folder in paths')
    .option('--mask-names', 'mask the names of the user and the computer')
    .option('--mask-emails', 'mask addresses of e-mail');
}

/** A choice for an archive: `true` for secrets and no other rules. */
export type ArchiveMaskingChoice = Omit<MaskingChoice, 'mask'> & { readonly mask?: string | true };

/** What is masked in an archive; `undefined` where nobody asked for it. Errors as {@link maskingOf}. */
export async function archiveMaskingOf(choice: ArchiveMaskingChoice): Promise<MaskerOptions | undefined> {
  const { mask, maskPaths, maskNames, maskEmails } = choice;
  if ([mask, maskPaths, maskNames, maskEmails].every((value) => value === undefined)) return undefined;
  const rules = typeof mask === 'string' ? { mask } : { mask: undefined };
  return (await maskingOf({ ...choice, ...rules })) || undefined;
}

/**
 * What is masked; `false` for nothing.
 *
 * @throws {CliError} `usage` where nothing and something is to be masked, or the rules are none
 * @throws {FileError} `input-unreadable`
 */
export async function maskingOf(choice: MaskingChoice): Promise<MaskerOptions | false> {
  const { mask, maskPaths: paths = false, maskNames: names = false, maskEmails: emails = false } = choice;
  if (mask === false) {
    if (paths || names || emails)
      throw new CliError('usage', '--no-mask masks nothing: it goes with no other option of masking');
    return false;
  }
  return { paths, names, emails, ...(mask !== undefined && { rules: await rulesIn(mask) }) };
}

/** The choice as words of a command line; the file of rules by its whole path. */
export function maskingWords({ mask, maskPaths, maskNames, maskEmails }: MaskingChoice): readonly string[] {
  return [
    ...(mask === false ? ['--no-mask'] : mask === undefined ? [] : ['--mask', resolve(mask)]),
    ...(maskPaths ? ['--mask-paths'] : []),
    ...(maskNames ? ['--mask-names'] : []),
    ...(maskEmails ? ['--mask-emails'] : []),
  ];
}

async function rulesIn(path: string): Promise<NonNullable<MaskerOptions['rules']>> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new FileError('input-unreadable', `cannot read ${path}: ${systemReason(cause)}`, { cause });
  });
  try {
    return parseOwnRules(text);
  } catch (error) {
    if (!(error instanceof OwnRuleError)) throw error;
    throw new CliError('usage', `${path}: ${error.message}`, { cause: error });
  }
}

/** Says loudly that nothing was masked. */
export function tellUnmasked(output: Output): void {
  output.note(
    'warning: nothing was masked: keys, passwords and tokens of the session are in the archive as they are',
    'warning',
  );
}

/** What of a packed session is told. */
type Told = Pick<MaskedResult, 'masked' | 'findings' | 'manifest'>;

/** Tells what was masked, what is to be looked at, and what nobody has searched; values are never told. */
export function tellMasking({ masked, findings, manifest: { masking } }: Told, output: Output): void {
  if (!masking) {
    tellUnmasked(output);
    return;
  }
  if (masked.length > 0) output.note(`masked: ${classesOf(masked)}`);
  if (findings.length > 0) {
    const what = `${formatCount(findings.length, 'value')} that may be secret`;
    output.note(`not masked: ${what} (${classesOf(findings)}); "reprise review" shows them`, 'warning');
  }
  const { images = 0, documents = 0 } = masking.unsearched ?? {};
  const unsearched = [
    ...(images > 0 ? [formatCount(images, 'picture')] : []),
    ...(documents > 0 ? [formatCount(documents, 'document')] : []),
  ];
  if (unsearched.length > 0) output.note(`not searched for secrets: ${unsearched.join(', ')}`);
}

/** `2 × github-token, 1 × password` */
function classesOf(values: readonly { readonly type: string }[]): string {
  const counts = new Map<string, number>();
  for (const { type } of values) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => `${count} × ${type}`).join(', ');
}
