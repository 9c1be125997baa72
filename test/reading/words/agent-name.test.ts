import { describe, expect, it } from '#test';
import { fullAgentName, shortAgentName } from '#src/reading/words/agent-name.ts';

describe('names of agents', () => {
  it('know the registry and shorten versions', () => {
    expect(fullAgentName({ name: 'claude-code', version: '2.1.4' })).to.equal('Claude Code 2.1');
    expect(fullAgentName({ name: 'aider' })).to.equal('Aider');
    expect(shortAgentName({ name: 'claude-code', version: '2.1.4' })).to.equal('Claude');
    expect(shortAgentName({ name: 'aider' })).to.equal('Aider');
  });

  it('show other names as they are', () => {
    expect(fullAgentName({ name: 'constructor', version: 'nightly' })).to.equal('constructor');
    expect(shortAgentName({ name: 'constructor' })).to.equal('constructor');
  });
});
