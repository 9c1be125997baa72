import type { Timeline } from '../../player/index.ts';
import type { Language } from '../strings/language.ts';
import { terminalsStrings } from '../strings/terminals.ts';

/** What there is to say of a terminal before it has written anything: how its tests will end, where that is known. */
export function emptySentence(timeline: Timeline | undefined, language: Language): string {
  const strings = language.of(terminalsStrings);
  const tests = timeline?.markers.filter((marker) => marker.kind === 'test') ?? [];
  const last = tests.at(-1);
  if (last?.kind !== 'test') return strings.empty;
  const outcome =
    last.failed !== undefined && last.failed > 0
      ? strings.failed(last.failed)
      : last.passed === undefined
        ? undefined
        : strings.passed(last.passed);
  return strings.emptyWithTests(tests.length, [last.text, outcome].filter(Boolean).join(', '));
}
