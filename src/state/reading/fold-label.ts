import type { ToolKind } from '../../format/index.ts';
import { excerptOf } from '../outline/excerpt.ts';
import { agentsWorked } from './agents-worked.ts';

/** What a label needs to know of a tool call. */
export interface CallSummary {
  readonly kind: ToolKind;
  readonly title: string;
  /** The file it is about, where it is about one. */
  readonly path?: string;
  readonly subagent?: boolean;
}

type Deed =
  'read' | 'search' | 'fetch' | 'test' | 'build' | 'command' | 'edit' | 'delete' | 'move' | 'agent' | 'other';

const TESTS =
  /\b(?:pytest|jest|vitest|mocha|rspec|phpunit|ctest|tox|ava|unittest|playwright test|(?:npm|yarn|pnpm|bun|cargo|go|mix|dotnet|swift|deno|make|gradlew?|mvn|rake|zig build)(?: run| -\S+)* (?:test|check|t\b))/u;
const BUILDS =
  /\b(?:tsc|webpack|vite build|rollup|esbuild|cmake --build|(?:npm|yarn|pnpm|bun|cargo|go|docker|swift|dotnet|gradlew?|mvn|zig|bazel)(?: run)? (?:build|compile|package))\b|(?:^|[;&|] *)make(?:$|\s+(?!test|check))/u;

const DEEDS: Record<Exclude<ToolKind, 'execute'>, Deed> = {
  read: 'read',
  edit: 'edit',
  delete: 'delete',
  move: 'move',
  search: 'search',
  fetch: 'fetch',
  think: 'other',
  switch_mode: 'other',
  other: 'other',
};

const PHRASES: Record<Deed, (count: number) => string> = {
  read: (count) => `read ${many(count, 'file')}`,
  edit: (count) => `edited ${many(count, 'file')}`,
  delete: (count) => `deleted ${many(count, 'file')}`,
  move: (count) => `moved ${many(count, 'file')}`,
  test: (count) => (count === 1 ? 'ran tests' : `ran tests ${count} times`),
  build: (count) => (count === 1 ? 'ran a build' : `ran ${count} builds`),
  command: (count) => `ran ${many(count, 'command')}`,
  search: (count) => (count === 1 ? 'searched' : `searched ${count} times`),
  fetch: (count) => `fetched ${many(count, 'page')}`,
  agent: agentsWorked,
  other: (count) => many(count, 'tool call'),
};

/** Deeds done to files: what counts is how many files, not how many calls. */
const ON_FILES: ReadonlySet<Deed> = new Set(['read', 'edit', 'delete', 'move']);
const MAX_PARTS = 3;
/** Characters of a title that stands for a single call. */
const MAX_TITLE = 40;

/**
 * One sentence for a run of calls: what was done how often, and how long it took, e.g. `read 6 files, 4 min`.
 *
 * @param duration - ms; under a second it is not mentioned
 */
export function foldLabel(calls: readonly CallSummary[], duration: number): string {
  const [only] = calls;
  if (only && calls.length === 1 && deedOf(only) === 'other' && only.title.trim() !== '') {
    return withDuration(excerptOf(only.title, MAX_TITLE), duration);
  }
  const deeds = new Map<Deed, Set<string>>();
  for (const [index, call] of calls.entries()) {
    const deed = deedOf(call);
    const things = deeds.get(deed) ?? new Set();
    deeds.set(deed, things.add(ON_FILES.has(deed) ? (call.path ?? call.title) : String(index)));
  }
  const order = Object.keys(PHRASES);
  const parts = [...deeds]
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([deed, things]) => PHRASES[deed](things.size));
  const shown = parts.length > MAX_PARTS ? [...parts.slice(0, MAX_PARTS), 'and more'] : parts;
  return withDuration(shown.join(', '), duration);
}

function withDuration(label: string, duration: number): string {
  return duration < 1000 ? label : `${label}, ${roughDuration(duration)}`;
}

function deedOf({ kind, title, subagent }: CallSummary): Deed {
  if (subagent) return 'agent';
  if (kind !== 'execute') return DEEDS[kind] ?? 'other';
  const command = title.slice(0, 400);
  if (TESTS.test(command)) return 'test';
  return BUILDS.test(command) ? 'build' : 'command';
}

/** `45 s`, `4 min`, `1 h 10 min`. */
function roughDuration(duration: number): string {
  const seconds = Math.round(duration / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
