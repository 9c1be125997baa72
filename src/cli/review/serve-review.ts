import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { MaskedResult, ReviewDecisions } from '../../encode/index.ts';
import type { CommandContext } from '../command-context.ts';
import { adviceFor, sentenceOf } from '../error-sentence.ts';
import { openBrowser } from '../open-browser.ts';
import { formatSize } from '../output.ts';
import { RequestError } from '../server/actions.ts';
import { startServer } from '../server/local-server.ts';
import { requireViewer, viewerMounts } from '../server/viewer.ts';
import { untilAborted } from '../until-aborted.ts';
import { decisionsIn } from './decisions-in.ts';
import type { ReviewDraft } from './review-draft.ts';

/** What is reviewed in the browser. */
export interface ServedReview {
  readonly draft: ReviewDraft;
  /** The archive as it is masked without any decision: what the page plays. */
  readonly draftPath: string;
  /** Where the archive goes. */
  readonly target: string;
  readonly finish: (decisions: ReviewDecisions) => Promise<MaskedResult>;
  readonly port?: number;
  /** Whether the browser is opened. */
  readonly browser: boolean;
}

/**
 * Shows the review in the browser until the archive is written, or the person ends it.
 *
 * @throws {FileError} `output-unwritable` when the port cannot be had
 * @throws {CliError} `not-built` when the viewer page is missing
 */
export async function serveReview(
  { draft, draftPath, target, finish, port, browser }: ServedReview,
  { output, signal }: CommandContext,
): Promise<void> {
  await requireViewer();
  const archive = `/archive/${encodeURIComponent(basename(draftPath))}`;
  const items = `${draftPath}.json`;
  await writeFile(items, JSON.stringify(draft.review), { mode: 0o600 });
  const save = async (input: unknown): Promise<{ file: string; size: number }> => {
    const decisions = decisionsIn(input);
    const result = await finish(decisions).catch((error: unknown) => {
      throw new RequestError(sentenceOf(error) + adviceFor(error), 409);
    });
    output.data(`${target}  ${formatSize(result.size)}`);
    return { file: target, size: result.size };
  };
  const server = await startServer({
    mounts: { ...viewerMounts(), [archive]: draftPath, '/review/items.json': items },
    actions: { '/review/decisions': save },
    ...(port !== undefined && { port }),
  });
  try {
    const page = `?src=${encodeURIComponent(archive)}&review=${encodeURIComponent('/review/')}`;
    output.data(server.startAddress(page));
    output.note(
      `decide there what is masked; ${target} is written when everything is decided. Ctrl-C ends it`,
    );
    if (browser) openBrowser(server.onceAddress(page));
    await untilAborted(signal);
  } finally {
    await server.close();
  }
}
