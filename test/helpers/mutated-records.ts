import fc from 'fast-check';

/** A value as no description of a format foresees it. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, '', 'REDACTED', '__proto__', 0, -1, 1e300, true, '\ud83d', '\u001b[2J', [], {}),
  fc.string({ maxLength: 40 }),
  fc.integer(),
  fc.jsonValue({ maxDepth: 3 }),
);

/**
 * Records of every kind of a format with random faults: values replaced, keys taken away or added, records twice, in
 * another order or missing.
 *
 * @param records - valid records, those of the fixtures of a format: between them of every kind
 */
export function mutatedRecords(records: readonly unknown[]): fc.Arbitrary<readonly unknown[]> {
  const record = fc
    .tuple(
      fc.constantFrom(...records),
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 2 }), anything), { maxLength: 4 }),
    )
    .map(([original, faults]) => {
      let copy = structuredClone(original);
      for (const [place, kind, value] of faults) copy = withFault(copy, place, kind, value);
      return copy;
    });
  return fc.array(record, { minLength: 1, maxLength: 25 });
}

/** Records as JSON lines. */
export function asLines(records: readonly unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

/** Changes one of the places of a value: 0 replaces it, 1 removes it, 2 adds one beside it. */
function withFault(root: unknown, place: number, kind: number, value: unknown): unknown {
  const places: { readonly holder: Record<string, unknown>; readonly key: string }[] = [];
  const collect = (holder: unknown): void => {
    if (typeof holder !== 'object' || holder === null) return;
    for (const key of Object.keys(holder)) {
      const fields = holder as Record<string, unknown>;
      places.push({ holder: fields, key });
      collect(fields[key]);
    }
  };
  collect(root);
  const chosen = places[place % Math.max(1, places.length)];
  if (!chosen) return value;
  const { holder, key } = chosen;
  if (kind === 0) define(holder, key, value);
  else if (kind === 1 && !Array.isArray(holder)) Reflect.deleteProperty(holder, key);
  else if (Array.isArray(holder)) holder.push(value);
  else define(holder, typeof value === 'string' ? value : 'extra', value);
  return root;
}

function define(holder: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}
