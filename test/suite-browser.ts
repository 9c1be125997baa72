/** The suite as a browser runs it, under web-test-runner with mocha. */
export { expect } from 'chai';
import type * as NodeTest from 'node:test';

const mocha = globalThis as unknown as typeof NodeTest;
export const { after, afterEach, before, beforeEach, describe, it } = mocha;
