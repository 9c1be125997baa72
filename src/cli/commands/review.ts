import { join } from 'node:path';
import { Command } from 'commander';
import { editArchive, type MaskedResult, type ReviewDecisions } from '../../encode/index.ts';
import type { ByteSink } from '../../format/index.ts';
import {
  FileSink,
  inputSessions,
  packageVersion,
  packSession,
  withTemporaryFolder,
  withTempSpools,
  zlibDeflater,
} from '../../node/index.ts';
import { packing, type CommandContext } from '../command-context.ts';
import { CliError } from '../errors.ts';
import { useArchiveFile } from '../open-archive-file.ts';
import { archiveStem, isArchiveFile } from '../archive-file.ts';
import { addPersonalOptions, maskingOf, tellMasking, type MaskingChoice } from '../masking-options.ts';
import { withNamedInputs } from '../named-inputs.ts';
import { writeOutput } from '../output-file.ts';
import { formatSize } from '../output.ts';
import { askDecisions } from '../review/ask-decisions.ts';
import { ReviewDraft, type MakeArchive } from '../review/review-draft.ts';
import { serveReview } from '../review/serve-review.ts';
import { selectSession } from '../select-session.ts';
import { parsePort } from '../server/parse-port.ts';
import { withDialog } from '../terminal-dialog.ts';

interface ReviewOptions extends MaskingChoice {
  readonly output?: string;
  readonly select?: string;
  readonly force?: boolean;
  readonly port?: number;
  readonly browser: boolean;
  readonly ask?: boolean;
}

/** `reprise review FILE` */
export function reviewCommand(context: CommandContext): Command {
  const command = new Command('review')
    .description('decide about every secret that is found in a session, then write the archive to be shared')
    .argument('<file>', 'a log or recording that is packed, or an archive, which stays as it is')
    .option(
      '-o, --output <file>',
      'the archive that is written (default: the name of the file with .reprise, of an archive with .masked.reprise)',
    )
    .option('--select <session>', 'of several sessions the one with this number, id or part of the title')
    .option('--mask <file>', 'mask also what the rules in this file find (see docs/masking.md)');
  return addPersonalOptions(command)
    .option('--force', 'replace the archive if it exists')
    .option('--port <number>', 'port of the server (default: a free one)', parsePort)
    .option('--no-browser', 'print the address, open no browser')
    .option('--ask', 'ask on this terminal, without a browser')
    .action((path: string, options: ReviewOptions) => review(path, options, context));
}

async function review(path: string, options: ReviewOptions, context: CommandContext): Promise<void> {
  const masking = await maskingOf(options);
  if (masking === false) throw new CliError('usage', 'what is reviewed is masked');
  await withTemporaryFolder((folder) =>
    withArchiveMaker(path, options, context, async (make, name) => {
      const draftPath = join(folder, name);
      const draft = await ReviewDraft.make(make, masking, async (fill) => ({
        path: draftPath,
        result: await FileSink.use(draftPath, { force: true }, fill),
      }));
      const target = options.output ?? name;
      const finish = (decisions: ReviewDecisions): Promise<MaskedResult> =>
        writeOutput(target, { force: options.force ?? false, output: context.output }, (sink) =>
          draft.finish(decisions, sink, context.signal),
        );
      const { ask = false, browser, port } = options;
      if (ask) await reviewOnTerminal(draft, target, finish, context);
      else
        await serveReview(
          { draft, draftPath, target, finish, browser, ...(port !== undefined && { port }) },
          context,
        );
    }),
  );
}

/** Opens what is to be reviewed for as long as it takes. */
async function withArchiveMaker(
  path: string,
  { select }: ReviewOptions,
  context: CommandContext,
  use: (make: MakeArchive, name: string) => Promise<void>,
): Promise<void> {
  const { signal } = context;
  if (path !== '-' && (await isArchiveFile(path))) {
    const generator = { name: 'reprise', version: packageVersion() };
    await useArchiveFile(path, (source) =>
      use(
        (sink: ByteSink, masking) =>
          withTempSpools((createSpool) =>
            editArchive(
              source,
              {},
              { sink, masking, generator, deflater: zlibDeflater, createSpool, signal },
            ),
          ),
        `${archiveStem(path)}.masked.reprise`,
      ),
    );
    return;
  }
  await withNamedInputs([path], { signal }, async (inputs) => {
    const sessions = await inputSessions(inputs, { signal });
    if (sessions.length > 1 && select === undefined)
      throw new CliError('usage', `${path} holds ${sessions.length} sessions: choose one with --select`);
    const session = select === undefined ? sessions[0]! : selectSession(sessions, select);
    await use(
      (sink, masking) => packSession(session, sink, { ...packing(context), masking }),
      `${session.name}.reprise`,
    );
  });
}

async function reviewOnTerminal(
  draft: ReviewDraft,
  target: string,
  finish: (decisions: ReviewDecisions) => Promise<MaskedResult>,
  { output, signal }: CommandContext,
): Promise<void> {
  const decisions = await withDialog({ output, signal }, (dialog) => askDecisions(draft, dialog));
  if (!decisions) {
    output.note('nothing was written');
    return;
  }
  const result = await finish(decisions);
  tellMasking(result, output);
  if (target === '-') return;
  output.data(`${target}  ${formatSize(result.size)}`);
  output.note(`to leave turns, files or times out of it as well: reprise edit ${target} --cut-turn 3`);
}
