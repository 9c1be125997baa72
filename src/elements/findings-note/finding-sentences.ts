import type { Diagnostic } from '../../format/index.ts';
import { findingsStrings } from '../strings/findings.ts';
import type { Language } from '../strings/language.ts';

/**
 * What findings mean for who looks at the session, a sentence for each code and track; those that take nothing from the
 * session, as how its container was written, are not told. Each finding counts once, however often it was made.
 */
export function findingSentences(findings: readonly Diagnostic[], language: Language): string[] {
  const { sentences } = language.of(findingsStrings);
  const groups = new Map<
    string,
    { readonly code: keyof typeof sentences; readonly entry: string; count: number }
  >();
  const known = new Set<string>();
  for (const { code, entry = '', line, offset, message } of findings) {
    const name = JSON.stringify([code, entry, line, offset, message]);
    if (!Object.hasOwn(sentences, code) || known.has(name)) continue;
    known.add(name);
    const key = `${code} ${entry}`;
    const group = groups.get(key) ?? { code: code as keyof typeof sentences, entry, count: 0 };
    group.count += 1;
    groups.set(key, group);
  }
  return [...groups.values()].map(({ code, entry, count }) => sentences[code](count, entry));
}
