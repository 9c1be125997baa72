import type { Manifest } from '../../format/index.ts';
import type { Session } from '../../reading/index.ts';
import type { ToldCall } from '../conversation/told.ts';
import { Teller } from '../conversation/teller.ts';
import { counted, outcomeText, sessionFacts } from '../conversation/words.ts';
import { codeBlock, harmlessMarkdown, inlineCode, plainInline, quoted } from '../markdown/harmless.ts';
import { timeText } from '../../reading/words/index.ts';
import { reportedMoment, type ReportedMoment } from './failing-call.ts';

/** What a report is made of, beside the session. */
export interface ReportOptions {
  /** Session time that it is about, ms. Default: what failed last, else the end. */
  readonly at?: number;
  /** UTF-16 units that the text may have at most. */
  readonly maxText: number;
  /** Address of a viewer with the archive in it, `…?src=…`; moments are links to it. Absent: they are named by time. */
  readonly viewer?: string;
  /** Name of the file that is attached. */
  readonly attachment: string;
  /** What was left out of the attachment, a clause each. */
  readonly left: readonly string[];
  /** What masking has come to, as a sentence. */
  readonly masked: string;
  /** Text of the picture of the session, where there is one; it stands at the top. */
  readonly picture?: string;
  readonly signal?: AbortSignal;
}

/** How much of each part is told: halved until the text fits. */
interface Room {
  readonly prompt: number;
  readonly output: number;
  readonly entries: number;
}

const FULL: Room = { prompt: 6000, output: 20_000, entries: 40 };

/** Times that the room is halved: then it holds next to nothing. */
const MAX_HALVINGS = 10;

/**
 * The text of an issue about a session, as Markdown: what was asked and what came of it, what failed with its output, the
 * environment, the changed files, moments to look at, and what is attached. What others wrote is made harmless, and no
 * more is told than the place takes.
 *
 * @throws {ArchiveError} what reading the segments gives
 */
export async function reportText(session: Session, options: ReportOptions): Promise<string> {
  const { at, maxText, signal } = options;
  const moment = await reportedMoment(session, at, signal);
  const teller = new Teller(session, signal);
  const call = moment.failed && (await teller.call(moment.failed));
  const texts = {
    prompt: await textOf(session, moment.prompt, signal),
    answer: await textOf(session, moment.answer, signal),
  };
  const files = await session.changedFiles(moment.time, signal && { signal });
  const parts: Parts = { session, options, moment, call, ...texts, files };
  let room = FULL;
  for (let halving = 0; halving < MAX_HALVINGS; halving += 1) {
    const text = compose(parts, room);
    if (text.length <= maxText) return text;
    room = {
      prompt: Math.floor(room.prompt / 2),
      output: Math.floor(room.output / 2),
      entries: Math.floor(room.entries / 2),
    };
  }
  return compose(parts, { prompt: 0, output: 0, entries: 0 }).slice(0, maxText);
}

async function textOf(
  session: Session,
  item: ReportedMoment['prompt'] | ReportedMoment['answer'],
  signal: AbortSignal | undefined,
): Promise<string> {
  return item === undefined ? '' : session.contentText(item.content, signal && { signal });
}

interface Parts {
  readonly session: Session;
  readonly options: ReportOptions;
  readonly moment: ReportedMoment;
  readonly call: ToldCall | undefined;
  readonly prompt: string;
  readonly answer: string;
  readonly files: Awaited<ReturnType<Session['changedFiles']>>;
}

function compose(parts: Parts, room: Room): string {
  const { options, session } = parts;
  const sections = [
    ...(options.picture === undefined ? [] : [options.picture]),
    `**${plainInline(session.manifest.title)}**`,
    ...whatHappened(parts, room),
    ...whatFailed(parts, room),
    ...environment(session.manifest),
    ...changedFiles(parts, room),
    ...moments(parts, room),
    ...attached(parts),
  ];
  return `${sections.join('\n\n')}\n`;
}

function whatHappened({ session, options, moment, prompt, answer }: Parts, room: Room): readonly string[] {
  const { prompt: item } = moment;
  const { ending } = session.timeline;
  const outcome = {
    finished: 'The session came to its end.',
    failed: 'The session ended with an error.',
    interrupted: 'The session was interrupted.',
  } as const;
  return [
    '## What happened',
    ...(item === undefined
      ? ['Nobody asked for anything: the session has no prompt.']
      : [
          `Asked at ${momentText(options, item.time, item.id)}:`,
          quoted(harmlessMarkdown(shortened(prompt, room.prompt))),
        ]),
    ...(answer === ''
      ? []
      : ['What the agent said last:', quoted(harmlessMarkdown(shortened(answer, room.prompt)))]),
    [
      sessionFacts(session.manifest).slice(-4).map(plainInline).join(' · '),
      ...(ending ? [outcome[ending]] : []),
    ].join('. '),
  ];
}

function whatFailed({ options, call, moment }: Parts, room: Room): readonly string[] {
  const head = '## What failed';
  if (!call) {
    const until = options.at === undefined ? '' : ` until ${timeText(moment.time)}`;
    return [head, `No call of the session failed${until}.`];
  }
  const { command, title, output, id, end } = call;
  const outcome = outcomeText(call);
  const what = command ?? title;
  return [
    head,
    `The last ${command === undefined ? 'call' : 'command'} that failed, at ${momentText(options, end, id)}${outcome === '' ? '' : ` (${outcome})`}:`,
    what.includes('\n') ? codeBlock(shortened(what, room.output), 'sh') : inlineCode(shortened(what, 1000)),
    output === '' ? 'It gave no output.' : codeBlock(lastOf(output, room.output), 'text'),
  ];
}

function environment({ agent, generator, workspace, startedAt }: Manifest): readonly string[] {
  const { git, root } = workspace ?? {};
  const system = systemOf(root);
  const lines = [
    ...(agent ? [`Agent: ${inlineCode([agent.name, agent.version ?? ''].join(' '))}`] : []),
    ...(agent?.models?.length ? [`Models: ${agent.models.slice(0, 10).map(inlineCode).join(', ')}`] : []),
    ...(system === undefined ? [] : [`System: ${system}, judging by its paths`]),
    ...(git?.branch === undefined ? [] : [`Branch: ${inlineCode(git.branch)}`]),
    ...(git?.commit === undefined ? [] : [`Commit: ${inlineCode(git.commit)}`]),
    ...(startedAt === undefined ? [] : [`Started: ${inlineCode(startedAt)}`]),
    `Packed by: ${inlineCode(`${generator.name} ${generator.version}`)}`,
  ];
  return ['## Environment', lines.map((line) => `- ${line}`).join('\n')];
}

/** The system that a path is of, as far as paths tell. */
function systemOf(root: string | undefined): string | undefined {
  if (root === undefined) return undefined;
  if (/^(?:[a-z]:[\\/]|\\\\)/i.test(root)) return 'Windows';
  if (/^\/(?:Users|private|Volumes)\//.test(root)) return 'macOS';
  return /^\/(?:home|root|workspace|mnt)(?:\/|$)/.test(root) ? 'Linux' : undefined;
}

function changedFiles({ files }: Parts, room: Room): readonly string[] {
  if (files.length === 0) return [];
  const shown = files.slice(0, room.entries);
  const lines = shown.map(
    ({ path, status, additions, deletions }) =>
      `- ${inlineCode(path)} ${status} (+${additions} −${deletions})`,
  );
  const more = files.length - shown.length;
  if (more > 0) lines.push(`- ${more} more`);
  return ['## Changed files', lines.join('\n')];
}

function moments({ session, options, moment }: Parts, room: Room): readonly string[] {
  const { turns } = session.timeline;
  // Those nearest to what the report is about.
  const index = Math.max(
    0,
    turns.findLastIndex(({ time }) => time <= moment.time),
  );
  const first = Math.max(
    0,
    Math.min(index - Math.floor(room.entries / 4), turns.length - Math.floor(room.entries / 2)),
  );
  const shown = turns.slice(first, first + Math.floor(room.entries / 2));
  if (shown.length === 0) return [];
  const lines = shown.map(({ time, id, excerpt, errors }) => {
    const bad = errors > 0 ? ` (${counted(errors, 'error')})` : '';
    return `- ${momentText(options, time, id)} ${plainInline(excerpt)}${bad}`;
  });
  return ['## Moments', lines.join('\n')];
}

function attached({ options }: Parts): readonly string[] {
  const { attachment, left, masked } = options;
  return [
    '## The session',
    `${inlineCode(attachment)} is attached: ${inlineCode(`npx reprise open ${attachment}`)} plays it, or drop it on a viewer page.`,
    left.length === 0
      ? 'Nothing was left out of it.'
      : `To fit, it leaves out: ${left.map(plainInline).join('; ')}.`,
    plainInline(masked),
  ];
}

/** A moment as a link to it, or as its time where there is no address. */
function momentText({ viewer }: ReportOptions, time: number, id: string): string {
  const text = timeText(time);
  return viewer === undefined ? text : `[${text}](${viewer}#e=${encodeURIComponent(id)})`;
}

/** The beginning of a text. */
function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)} …`;
}

/** The end of an output, in whole lines where there are any: what went wrong stands there. */
function lastOf(output: string, length: number): string {
  if (output.length <= length) return output;
  const end = output.slice(output.length - length);
  const line = end.indexOf('\n');
  const whole = line >= 0 && line < length / 2 ? end.slice(line + 1) : end;
  return `… ${output.length - whole.length} characters before this …\n${whole}`;
}
