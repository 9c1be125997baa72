import { fuzz as fuzzKind } from '../fuzz/fuzz.mjs';
import { runCompiledTests } from '../trust/run-tests.mjs';
import { NOT_MEASURED } from '../trust/table.mjs';

/**
 * Plays a fault, by its script, by fuzzing or by its tests.
 *
 * @param {{ script?: string, fuzz?: string, tests?: readonly string[] }} fault - a row of `faults.mjs`
 * @param {{ isShort: boolean, seed: number }} options
 */
export async function playFault({ script, fuzz, tests }, options) {
  if (script) return (await import(`./${script}`)).run(options);
  if (fuzz) return fuzzKind(fuzz, options);
  return tests ? runCompiledTests(tests) : NOT_MEASURED;
}
