import { describe, expect, it } from '#test';
import { agentName } from '#src/elements/header/agent-name.ts';

describe('agentName', () => {
  it('knows the registry and shortens versions', () => {
    expect(agentName({ name: 'claude-code', version: '2.1.4' })).to.equal('Claude Code 2.1');
    expect(agentName({ name: 'aider' })).to.equal('Aider');
  });

  it('shows other names as they are', () => {
    expect(agentName({ name: 'constructor', version: 'nightly' })).to.equal('constructor');
  });
});
