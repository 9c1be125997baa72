/** The suite as Node runs it: `node --test`. */
import fc from 'fast-check';

// Random tests make the same cases everywhere; another seed makes others.
fc.configureGlobal({ seed: Number(process.env['REPRISE_SEED'] ?? 1) });

export { after, afterEach, before, beforeEach, describe, it } from 'node:test';
export { expect } from 'chai';
