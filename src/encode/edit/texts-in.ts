/** Nesting up to which texts are looked for, as of every JSON value. */
const MAX_DEPTH = 512;

/** Every text in a value: what a person could read of it, ids and names of kinds too. */
export function* textsIn(value: unknown, depth = 0): Generator<string, void> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null && depth < MAX_DEPTH) {
    for (const member of Object.values(value)) yield* textsIn(member, depth + 1);
  }
}
