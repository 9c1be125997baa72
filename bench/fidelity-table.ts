/** The figures of archives as a table in Markdown. */
import { Figures } from './fidelity.ts';

/** A line for each tool, by name, and one for all of them. */
export function fidelityTable(tools: ReadonlyMap<string, Figures>): string {
  const all = new Figures();
  for (const figures of tools.values()) all.add(figures);
  const named = [...tools].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    COLUMNS.map(([name]) => name),
    COLUMNS.map(() => '---'),
    ...named.map(([name, figures]) => COLUMNS.map(([, cell]) => cell(figures, `\`${name}\``))),
    COLUMNS.map(([, cell]) => cell(all, 'all')),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

const COLUMNS: readonly (readonly [name: string, cell: (figures: Figures, tool: string) => string])[] = [
  ['tool', (_, tool) => tool],
  ['files', ({ files }) => grouped(files)],
  ['sessions', ({ sessions }) => grouped(sessions)],
  ['records', ({ records }) => grouped(records)],
  ['understood', ({ understood }) => grouped(understood)],
  ['kept', ({ kept, unreadable }) => grouped(kept) + (unreadable === 0 ? '' : ` + ${unreadable} unreadable`)],
  ['unknown', ({ unknown }) => kindsOf(unknown)],
  ['turns', ({ turns }) => grouped(turns)],
  ['calls', ({ toolCalls }) => grouped(toolCalls)],
  ['changes', ({ changes }) => grouped(changes)],
  ['exit codes / commands', ({ exitCodes, commands }) => `${grouped(exitCodes)} / ${grouped(commands)}`],
  ['sessions with cost', ({ costs }) => grouped(costs)],
  ['text', ({ characters, found }) => (characters === 0 ? '' : share(found, characters))],
];

function kindsOf(unknown: ReadonlyMap<string, number>): string {
  return [...unknown]
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${grouped(count)} ${kind}`)
    .join(', ');
}

/** A share, which is 100 % only where it is all. */
function share(part: number, whole: number): string {
  return `${part === whole ? '100' : (Math.floor((part / whole) * 10_000) / 100).toFixed(2)} %`;
}

function grouped(number: number): string {
  return number.toLocaleString('en');
}
