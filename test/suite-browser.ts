/** The suite as a browser runs it, under web-test-runner with mocha. */
import type * as NodeTest from 'node:test';
import fc from 'fast-check';

// Random tests make the same cases everywhere.
fc.configureGlobal({ seed: 1 });

export { expect } from 'chai';

const mocha = globalThis as unknown as typeof NodeTest;
export const { after, afterEach, before, beforeEach, describe, it } = mocha;
