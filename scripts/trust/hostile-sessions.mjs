import { runCompiledTests } from './run-tests.mjs';

/**
 * Opens sessions in a browser that have a payload wherever a session has text: some of them, or each one.
 *
 * @param {{ isShort: boolean }} options
 */
export async function run({ isShort }) {
  // What the test asks for; it is handed on to the process of the test.
  process.env.REPRISE_SWEEP = isShort ? 'some' : 'all';
  return runCompiledTests(['e2e/hostile-session']);
}
