import { readProjectFile } from '#fixtures';
import { describe, expect, it } from '#test';
import { BytesSource } from '#src/format/index.ts';
import { Player, type PlayerState } from '#src/player/index.ts';
import { buildArchive } from '../helpers/archive-builder.ts';
import { FakeScheduler } from './fake-scheduler.ts';

const fixture = await readProjectFile('spec/conformance/valid/notes.reprise');

const noteMarkers = ({ timeline }: PlayerState) =>
  timeline?.markers.filter(({ kind }) => kind === 'note').map(({ time }) => time);

/** The first state of a player in which something holds. */
function stateWith(player: Player, holds: (state: PlayerState) => boolean): Promise<PlayerState> {
  return new Promise((resolve) => {
    const look = (state: PlayerState): void => {
      if (!holds(state)) return;
      stop();
      resolve(state);
    };
    const stop = player.store.subscribe(look);
    look(player.store.state);
  });
}

describe('a player of a session with notes', () => {
  it('shows the first moment without them, and has them on its timeline soon after [NTE-2]', async () => {
    const player = new Player({ scheduler: new FakeScheduler() });
    player.show('transcript/main.ndjson');
    const seen: [PlayerState['status'], number][] = [];
    player.store.subscribe(({ status, notes }) => seen.push([status, notes.length]));

    await player.load(new BytesSource(fixture));
    await stateWith(player, ({ notes }) => notes.length > 0);

    expect(seen.find(([, count]) => count > 0)).to.deep.equal(['ready', 6]);
    expect(noteMarkers(player.store.state)).to.deep.equal([0, 900, 2100, 2100, 2700, 3400]);
    expect(player.store.state.notes[0]).to.include({ id: 'n5', kind: 'prompt', event: 't1' });
    expect(await player.lostNotes()).to.deep.equal([]);
  });

  it('forgets them with the session', async () => {
    const player = new Player({ scheduler: new FakeScheduler() });
    await player.load(new BytesSource(fixture));
    await stateWith(player, ({ notes }) => notes.length > 0);
    const { bytes } = await buildArchive();

    await player.load(new BytesSource(bytes));

    expect(player.store.state.notes).to.deep.equal([]);
    expect(noteMarkers(player.store.state)).to.deep.equal([]);
  });

  it('plays on when they cannot be read, and says so [NTE-7]', async () => {
    const player = new Player({ scheduler: new FakeScheduler() });
    const { bytes } = await buildArchive({ entries: { 'notes.json': '{"notes":3}' } });
    await player.load(new BytesSource(bytes));

    const { status } = await stateWith(player, ({ diagnostics }) =>
      diagnostics.some(({ code }) => code === 'invalid-notes'),
    );

    expect(status).to.equal('ready');
  });
});
