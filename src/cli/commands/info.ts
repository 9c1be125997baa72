import { Command } from 'commander';
import type { Fidelity, Manifest, Note, PackedSource } from '../../format/index.ts';
import { openSession, type Session } from '../../reading/index.ts';
import type { CommandContext } from '../command-context.ts';
import { addSecretOptions, withArchive, type SecretOptions } from '../encryption/open-archive.ts';
import { formatCount, formatDuration, formatSize, type Output } from '../output.ts';

interface InfoOptions extends SecretOptions {
  readonly json?: boolean;
}

/** `reprise info FILE` */
export function infoCommand(context: CommandContext): Command {
  const command = new Command('info')
    .description('tell what an archive holds')
    .argument('<file>', 'the archive')
    .option('--json', 'tell it as JSON: manifest and index');
  return addSecretOptions(command).action((path: string, options: InfoOptions) =>
    info(path, options, context),
  );
}

function info(path: string, options: InfoOptions, context: CommandContext): Promise<void> {
  const { output, signal } = context;
  return withArchive(path, options, context, async (source) => {
    const session = await openSession(source, { signal });
    const size = await source.size();
    const { notes, diagnostics } = await session.notes({ signal });
    if (options.json) output.json(toJson(session, size, notes));
    else print(session, size, notes.length, output);
    for (const { severity, message } of [...session.diagnostics, ...diagnostics])
      output.note(`${severity}: ${message}`, severity);
  });
}

function toJson({ manifest, index, diagnostics }: Session, size: number, notes: readonly Note[]) {
  const segments = Object.fromEntries([...index.segments].map(([entry, list]) => [entry, list.length]));
  return { size, manifest, index: { ...index, segments }, notes, diagnostics };
}

function print({ manifest, index }: Session, size: number, notes: number, output: Output): void {
  output.data(manifest.title);
  for (const [label, value] of facts(manifest, size)) output.data(`  ${label.padEnd(12)}${value}`);
  for (const { entry, kind, title, events = 0, synthesised } of manifest.tracks) {
    const segments = formatCount(index.segments.get(entry)?.length ?? 0, 'segment');
    const more = [title, synthesised ? 'made from tool calls' : undefined].filter(Boolean).join(', ');
    output.data(
      `  ${kind.padEnd(12)}${entry}: ${formatCount(events, 'event')}, ${segments}${more && ` (${more})`}`,
    );
  }
  if (notes > 0) output.data(`  ${'notes'.padEnd(12)}${formatCount(notes, 'note')}`);
  const width = String(index.turns.length).length;
  for (const [turn, { time, excerpt }] of index.turns.entries())
    output.data(`  ${String(turn + 1).padStart(width)}  ${formatDuration(time).padEnd(14)}${excerpt}`);
}

function facts(manifest: Manifest, size: number): [string, string][] {
  const { agent, workspace, stats, fidelity } = manifest;
  const git = workspace?.git;
  return [
    ['archive', `${formatSize(size)}, format ${manifest.version}, id ${manifest.id}`],
    ['packed by', `${manifest.generator.name} ${manifest.generator.version}`],
    ['started', manifest.startedAt ?? 'not known'],
    ['duration', formatDuration(manifest.duration)],
    ...fact('agent', agent && [agent.name, agent.version, ...(agent.models ?? [])].filter(Boolean).join(' ')),
    ...fact('folder', workspace?.root),
    ...fact('git', git && [git.branch, git.commit, git.remote].filter(Boolean).join(' ')),
    ...fact(
      'session',
      stats &&
        [
          formatCount(stats.turns, 'turn'),
          formatCount(stats.toolCalls, 'tool call'),
          formatCount(stats.changes, 'change'),
          formatCount(stats.errors, 'error'),
        ].join(', '),
    ),
    ...(manifest.sources ?? []).map((source): [string, string] => ['packed from', sourceWords(source)]),
    ...(fidelity ? fidelityFacts(fidelity) : []),
  ];
}

function sourceWords({ tool, name, size, session, entry }: PackedSource): string {
  const more = [session && `session ${session}`, entry && `kept as ${entry}`].filter(Boolean).join(', ');
  return `${name}: ${tool}, ${formatSize(size)}${more && `, ${more}`}`;
}

/** Kinds of records that are listed; a hostile log has as many as it likes. */
const MAX_TYPES = 60;

/** What became of the records: in sum, by the version that wrote them, by their kind, and what was found. */
function fidelityFacts({
  records,
  understood,
  kept,
  unreadable,
  types,
  versions,
  notes,
}: Fidelity): [string, string][] {
  const kinds = Object.entries(types ?? {});
  const listed = kinds.slice(0, MAX_TYPES).map(([type, count]): [string, string] => {
    const parts = [
      count.understood !== undefined && `${count.understood} understood`,
      count.kept !== undefined && `${count.kept} kept as they are`,
    ];
    return ['', `${type}: ${parts.filter(Boolean).join(', ')}`];
  });
  const more = kinds.length - listed.length;
  return [
    ['records', `${records}: ${understood} understood, ${kept} kept as they are, ${unreadable} unreadable`],
    ...listed,
    ...(more > 0 ? [['', `… and ${more} kinds more`] as [string, string]] : []),
    ...fact('written by', versions?.join(', ')),
    ...(notes ?? []).map(({ code, count, message }): [string, string] => [
      'finding',
      `${code}, ${count} times: ${message}`,
    ]),
  ];
}

function fact(label: string, value: string | undefined): [string, string][] {
  return value === undefined || value === '' ? [] : [[label, value]];
}
