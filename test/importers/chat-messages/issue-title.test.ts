import { describe, expect, it } from '#test';
import { issueTitle } from '#src/importers/chat-messages/issue-title.ts';

describe('the title of a run over an issue', () => {
  it('is the first line of the issue, not of the template around it', () => {
    for (const prompt of [
      "We're solving an issue.\nISSUE:\nPrices are wrong\r\nThey have too many digits.\n\nINSTRUCTIONS:\nGo.",
      'Please solve this issue: GitHub Issue: Prices are wrong\n\nThey have too many digits.',
      '<pr_description>\nConsider the following PR description:\n# Prices are wrong\n</pr_description>',
      '<uploaded_files>\n/testbed\n</uploaded_files>\n<pr_description>\n\nPrices are wrong\n</pr_description>',
      'Please solve this issue:\n<pr_description>Prices are wrong</pr_description>',
    ]) {
      expect(issueTitle(prompt)).to.equal('Prices are wrong');
    }
  });

  it('is left to the prompt where that is of no template, or holds nothing', () => {
    for (const prompt of ['Mend the prices.', 'ISSUE:\n\n', ''])
      expect(issueTitle(prompt)).to.equal(undefined);
  });

  it('is short', () => {
    expect(issueTitle(`ISSUE:\n${'word '.repeat(100)}`)).to.have.length(120);
  });
});
