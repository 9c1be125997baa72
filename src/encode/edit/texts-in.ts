/** Nesting up to which texts are looked for, as of every JSON value. */
const MAX_DEPTH = 512;

/** Every text in a value: what a person could read of it, ids and names of kinds too; of output also what is between escape sequences. */
export function* textsIn(value: unknown, depth = 0): Generator<string, void> {
  if (typeof value === 'string') {
    yield value;
    if (value.includes('\x1b')) yield value.replaceAll(ESCAPES, ' ');
  } else if (typeof value === 'object' && value !== null && depth < MAX_DEPTH) {
    for (const member of Object.values(value)) yield* textsIn(member, depth + 1);
  }
}

const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])/g;
