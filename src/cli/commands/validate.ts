import { Command } from 'commander';
import { validateArchive } from '../../format/index.ts';
import type { CommandContext } from '../command-context.ts';
import { addSecretOptions, withArchive, type SecretOptions } from '../encryption/open-archive.ts';
import { EXIT } from '../errors.ts';
import { formatCount } from '../output.ts';

interface ValidateOptions extends SecretOptions {
  readonly json?: boolean;
}

/** `reprise validate FILE` */
export function validateCommand(context: CommandContext): Command {
  const command = new Command('validate')
    .description('check an archive against the specification, every byte of it')
    .argument('<file>', 'the archive')
    .option('--json', 'tell the findings as JSON');
  return addSecretOptions(command).action((path: string, options: ValidateOptions) =>
    validate(path, options, context),
  );
}

async function validate(path: string, options: ValidateOptions, context: CommandContext): Promise<void> {
  const { output, signal } = context;
  const report = await withArchive(path, options, context, (source) => validateArchive(source, { signal }));
  const { findings } = report;
  if (findings.length > 0) context.exitCode = EXIT.findings;
  if (options.json) {
    output.json({ file: path, ...report });
    return;
  }
  for (const { severity, code, message } of findings)
    output.data(`${severity} ${code}: ${message}`, severity);
  output.note(
    findings.length === 0 ? `${path} is valid` : `${path}: ${formatCount(findings.length, 'finding')}`,
  );
}
