import type { Manifest, Note, Stats } from '../../format/index.ts';
import { coverFacts, durationText, fullAgentName, type PlayerState, whenText } from '../../player/index.ts';
import { aboutStrings } from '../strings/about.ts';
import { coverStrings } from '../strings/cover.ts';
import type { Language } from '../strings/language.ts';
import { marksStrings } from '../strings/marks.ts';
import { moneyText, usageText } from '../usage-text.ts';

/** More notes, files and findings than this are counted and not told. */
const MAX_LINES = 8;
/** Characters of a note that are told. */
const MAX_LINE = 200;
/** Digits of a hash that tell it from others. */
const SHORT_HASH = 12;

/** One fact: what it is, and what the archive says of it, a line each. */
export interface AboutRow {
  readonly name: keyof ReturnType<typeof aboutStrings.english>['labels'];
  readonly lines: readonly string[];
  /** Something that the reader should know before sharing or relying on the archive. */
  readonly attention?: boolean;
}

type Part = string | false | undefined;
type Session = Pick<PlayerState, 'timeline' | 'lengths' | 'source' | 'diagnostics'> & {
  readonly manifest: Manifest;
  readonly notes?: PlayerState['notes'];
  /** Notes whose place is not in the session. */
  readonly lostNotes?: readonly Note[] | undefined;
};

/** All that an archive says about its session, in groups; what it does not say is absent. */
export function aboutRows(session: Session, language: Language): readonly (readonly AboutRow[])[] {
  const groups = [
    workRows(session, language),
    outcomeRows(session, language),
    archiveRows(session, language),
  ];
  return groups.map((rows) => rows.filter(({ lines }) => lines.length > 0)).filter((rows) => rows.length > 0);
}

function workRows({ manifest, timeline, lengths }: Session, language: Language): AboutRow[] {
  const strings = language.of(aboutStrings);
  const { agent, workspace, stats, tracks, duration } = manifest;
  const { branch, commit, remote } = workspace?.git ?? {};
  const length = (ms: number | undefined): string | undefined =>
    ms === undefined ? undefined : durationText(ms, language);
  const name = agent && [fullAgentName({ name: agent.name }), agent.version].filter(Boolean).join(' ');
  const [real, active, reading] = [length(duration), length(lengths.active), length(lengths.reading)];
  const subagents = timeline?.subagents.length ?? 0;
  return [
    row('agent', [name, list(agent?.models ?? [])]),
    row('project', [
      workspace?.root,
      list([branch && strings.branch(branch), commit && strings.commit(commit.slice(0, SHORT_HASH))]),
      remote,
    ]),
    row('when', [whenText(manifest, language.tag)]),
    row('length', [
      duration > 0 &&
        list([
          real && strings.real(real),
          active && strings.active(active),
          reading && strings.reading(reading),
        ]),
    ]),
    row('steps', [
      list([
        !!stats?.turns && strings.turns(stats.turns),
        !!stats?.toolCalls && strings.toolCalls(stats.toolCalls),
        tracks.length > 0 && subagents > 0 && strings.subagents(subagents),
      ]),
    ]),
  ];
}

function outcomeRows(session: Session, language: Language): AboutRow[] {
  const { manifest, timeline } = session;
  if (!timeline) return [];
  const strings = language.of(aboutStrings);
  const marks = language.of(marksStrings);
  const { files, commits, tests, ending, errors } = coverFacts(manifest, timeline);
  const counted = (sign: string, count: number): string => `${sign}${language.number(count)}`;
  const { passed, failed } = tests?.last ?? {};
  return [
    row('files', [
      files &&
        list([
          `${strings.files(files.count)} ${counted('+', files.additions)} ${counted('−', files.deletions)}`,
          marks.changes(files.changes),
        ]),
    ]),
    row('commits', [
      commits && marks.commits(commits.count),
      commits?.last.text && strings.lastOne([commits.last.hash, commits.last.text].filter(Boolean).join(' ')),
    ]),
    row('tests', [
      tests && strings.testRuns(tests.runs),
      tests &&
        strings.lastOne(
          list([
            failed !== undefined && strings.failed(failed),
            passed !== undefined && strings.passed(passed),
            failed === undefined && passed === undefined && tests.last.text,
          ]) ?? '–',
        ),
    ]),
    row('ending', [list([ending && strings.endings[ending], errors > 0 && marks.errors(errors)])]),
    row('notes', noteLines(session, language)),
    row('tokens', tokenLines(manifest.stats, language)),
    row('cost', [costText(manifest.stats, language)]),
  ];
}

/** How many there are; those without a place, which nobody would find otherwise, with what they say. */
function noteLines({ notes = [], lostNotes = [] }: Session, language: Language): Part[] {
  const { noPlace } = language.of(aboutStrings);
  const lost = lostNotes.map(({ author, text, template, range }) =>
    [author, text ?? range?.quote ?? template].filter(Boolean).join(': '),
  );
  return [
    notes.length > 0 && language.of(coverStrings).notes(notes.length),
    lost.length > 0 && noPlace(lost.length),
    ...short(lost.filter((line) => line !== '').map(oneLine)),
  ];
}

/** The beginning of a text, on one line. */
function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  return line.length > MAX_LINE ? `${line.slice(0, MAX_LINE - 1)}…` : line;
}

function archiveRows(session: Session, language: Language): AboutRow[] {
  const strings = language.of(aboutStrings);
  const { manifest, source, diagnostics } = session;
  const { sources = [], generator, version, id, digests, derivedFrom } = manifest;
  const digestCount = Object.keys(digests ?? {}).length;
  const isFaulty = diagnostics.some(({ severity }) => severity !== 'info') || !!manifest.recovered;
  return [
    secretsRow(manifest, language),
    { ...row('complete', completeLines(session, language)), attention: isFaulty },
    row(
      'sources',
      short(sources.map(({ name, tool, size }) => `${name} (${tool}, ${sizeText(size, language)})`)),
    ),
    row('packedBy', [`${generator.name} ${generator.version}`]),
    row('file', [
      source,
      list([
        strings.format(version),
        digestCount > 0 && strings.digests(digestCount),
        derivedFrom && strings.derived,
      ]),
    ]),
    row('identity', [id]),
  ];
}

/** What was masked, what should be looked at, and what nobody has searched. */
function secretsRow({ redactions = [], masking }: Session['manifest'], language: Language): AboutRow {
  const strings = language.of(aboutStrings);
  const masked = redactions.reduce((sum, { count }) => sum + count, 0);
  if (masked === 0 && !masking) return { ...row('secrets', [strings.notMasked]), attention: true };
  const { kept = 0, uncertain = 0, unsearched: { images = 0, documents = 0 } = {} } = masking ?? {};
  const lines = [
    masked > 0 ? strings.masked(masked) : strings.noneFound,
    ...short(redactions.map(({ class: name, count }) => `${language.number(count)} × ${name}`)),
    kept > 0 && strings.keptValues(kept),
    uncertain > 0 && strings.uncertain(uncertain),
    images > 0 && strings.images(images),
    documents > 0 && strings.documents(documents),
  ];
  return { ...row('secrets', lines), attention: uncertain > 0 };
}

/** What became of the source's records, and what of the archive is not as it should be. */
function completeLines({ manifest, diagnostics }: Session, language: Language): Part[] {
  const strings = language.of(aboutStrings);
  const { fidelity, recovered } = manifest;
  const findings = [
    ...(recovered?.lost ?? []).map(strings.lost),
    ...(fidelity?.notes ?? []).map(({ count, message }) => strings.noted(count, message)),
    ...diagnostics.map(({ message }) => message),
  ];
  return [
    fidelity &&
      list([
        strings.understood(fidelity.records),
        fidelity.kept > 0 && strings.kept(fidelity.kept),
        fidelity.unreadable > 0 && strings.unreadable(fidelity.unreadable),
      ]),
    ...short(findings),
    findings.length === 0 && strings.intact,
  ];
}

function tokenLines(stats: Stats | undefined, language: Language): Part[] {
  const models = Object.entries(stats?.tokens ?? {});
  return short(models.map(([model, usage]) => `${model}: ${usageText(usage, language)}`));
}

function costText(stats: Stats | undefined, language: Language): string | undefined {
  if (!stats?.cost) return undefined;
  return list([moneyText(stats.cost, language), language.of(aboutStrings).byTheLog]);
}

function sizeText(size: number, language: Language): string {
  const { kilobytes, megabytes } = language.of(aboutStrings);
  return size < 1_000_000 ? kilobytes(size) : megabytes(size);
}

function row(name: AboutRow['name'], lines: readonly Part[]): AboutRow {
  return { name, lines: lines.filter((line): line is string => !!line) };
}

/** Parts of a sentence; `undefined` where there are none. */
function list(parts: readonly Part[]): string | undefined {
  return parts.filter(Boolean).join(', ') || undefined;
}

/** The first lines of many. */
function short(lines: readonly string[]): string[] {
  return lines.length > MAX_LINES ? [...lines.slice(0, MAX_LINES), `… ${lines.length}`] : [...lines];
}
