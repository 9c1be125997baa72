/**
 * A log of which one field is not as its format says: it is gone, has another name, or another type around the same
 * texts. What a tool writes tomorrow, and what a damaged file holds, is like that.
 */

/** A value with one fault. */
export interface FieldFault {
  /** What was done, and to which field. */
  readonly name: string;
  readonly value: unknown;
}

type Path = readonly (string | number)[];

const KINDS = ['drop', 'rename', 'retype', 'wrap'] as const;
type FaultKind = (typeof KINDS)[number];

/** Fields that are drawn of one log where not all are tried. */
const DRAWN = 40;

/**
 * Values with one fault each: of all fields where the environment has `REPRISE_FAULTS=all`, else of some that a seed
 * draws, the same each time. JSON that stands in a text has fields too.
 */
export function fieldFaults(root: unknown): readonly FieldFault[] {
  const places = [...pathsOf(root, [])].flatMap((path) => KINDS.map((kind) => ({ path, kind })));
  const chosen = process.env['REPRISE_FAULTS'] === 'all' ? places : drawn(places, DRAWN);
  return chosen.flatMap(({ path, kind }) => {
    const value = withFault(root, path, kind);
    return value === undefined ? [] : [{ name: `${kind} ${path.join('.')}`, value }];
  });
}

/** Some of a list, as `seed` draws them. */
function drawn<T>(all: readonly T[], count: number, seed = 20_261): readonly T[] {
  if (all.length <= count) return all;
  const picked = new Set<number>();
  for (let state = seed; picked.size < count;) {
    // A full-period generator of 32 bits: Numerical Recipes.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    picked.add(Math.floor((state / 2 ** 32) * all.length));
  }
  return [...picked].sort((a, b) => a - b).map((index) => all[index]!);
}

function* pathsOf(value: unknown, path: Path): Generator<Path> {
  const inner = typeof value === 'string' ? parsedText(value) : value;
  if (typeof inner !== 'object' || inner === null) return;
  for (const [key, child] of Object.entries(inner)) {
    const place = [...path, Array.isArray(inner) ? Number(key) : key];
    // An element of a list has no name of its own.
    if (!Array.isArray(inner)) yield place;
    yield* pathsOf(child, place);
  }
}

/** The value with the fault; `undefined` where it changes nothing. */
function withFault(value: unknown, path: Path, kind: FaultKind): unknown {
  if (typeof value === 'string') {
    const changed = withFault(parsedText(value), path, kind);
    return changed === undefined ? undefined : JSON.stringify(changed);
  }
  const [key, ...rest] = path as readonly [string | number, ...Path];
  const holder = value as Readonly<Record<string | number, unknown>>;
  if (rest.length > 0) {
    const changed = withFault(holder[key], rest, kind);
    if (changed === undefined) return undefined;
    if (Array.isArray(value))
      return (value as unknown[]).map((item, index) => (index === key ? changed : item));
    return { ...holder, [key]: changed };
  }
  const entries = Object.entries(holder);
  if (kind === 'drop') return Object.fromEntries(entries.filter(([name]) => name !== key));
  if (kind === 'rename')
    return Object.fromEntries(entries.map(([name, child]) => [name === key ? `${name}_v2` : name, child]));
  const other = kind === 'wrap' ? { was: holder[key] } : otherType(holder[key]);
  return { ...holder, [key]: other };
}

function otherType(value: unknown): unknown {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (value === null) return 'nothing';
  return JSON.stringify(value);
}

function parsedText(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
