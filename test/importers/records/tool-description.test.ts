import { describe, expect, it } from '#test';
import { describeCall } from '#src/importers/records/tool-description.ts';

describe('the title of a call of a tool that nobody knows', () => {
  it('names what a server offers without the marks of the program', () => {
    const titles = ['mcp__linear__get_issue', 'door__open', 'mcp_weather', 'mcp', '__init__', 'read_it'].map(
      (name) => describeCall(name, {}, undefined).title,
    );
    expect(titles).to.deep.equal(['linear get_issue', 'door open', 'weather', 'mcp', '__init__', 'read_it']);
  });

  it('says what the call is about', () => {
    expect(describeCall('mcp_linear_get_issue', { id: 'SHOP-1' }, undefined).title).to.equal(
      'linear_get_issue: SHOP-1',
    );
  });
});
