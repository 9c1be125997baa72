import { describe, expect, it } from '#test';
import { FORMAT_VERSION } from '#src/format/index.ts';

describe('the test suite', () => {
  it('runs the same file in Node and in browsers', () => {
    expect(FORMAT_VERSION).to.match(/^\d+\.\d+$/);
  });
});
