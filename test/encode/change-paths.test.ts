import { describe, expect, it } from '#test';
import { eventsOf, pack } from './pack.ts';
import { session, source } from './builders.ts';

describe('paths of changes', () => {
  it('are relative to the workspace inside it, and as they are elsewhere [CHG-8]', async () => {
    const paths = ['/home/user/app/src/a.ts', '/home/user/application/b.ts', '/etc/hosts'];
    const changes = paths.map((path, time) => ({
      type: 'change' as const,
      time,
      sourceId: `change ${time}`,
      path,
      op: 'create' as const,
      after: 'text\n',
    }));

    const { reader } = await pack([source(session({ workspace: { root: '/home/user/app' } }), ...changes)]);

    const events = await eventsOf<'changes'>(reader, 'changes/main.ndjson');
    expect(events.map(({ path }) => path)).to.deep.equal(['src/a.ts', ...paths.slice(1)]);
  });
});
