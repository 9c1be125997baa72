/** The suite as Node runs it: `node --import tsx --test`. */
export { after, afterEach, before, beforeEach, describe, it } from 'node:test';
export { expect } from 'chai';
