import { describe, expect, it } from '#test';
import { TrackNames } from '#src/encode/track-names.ts';
import { terminalTrack } from './builders.ts';

describe('TrackNames', () => {
  it('names the entry of a track after kind and id', () => {
    const names = new TrackNames();

    expect(names.find(0, 'transcript', 'main').entry).to.equal('transcript/main.ndjson');
    expect(names.declare(0, terminalTrack('shell')).entry).to.equal('terminal/shell.cast');
  });

  it('numbers tracks of the same kind that two sources call the same', () => {
    const names = new TrackNames();

    expect(names.declare(0, terminalTrack()).id).to.equal('main');
    expect(names.declare(1, terminalTrack()).id).to.equal('main-2');
    expect(names.find(1, 'terminal', 'main').id).to.equal('main-2');
    expect(names.find(1, 'transcript', 'main').id).to.equal('main');
  });

  it('takes the declaration of a track that was mentioned before', () => {
    const names = new TrackNames();
    names.find(0, 'transcript', 'agent-1');

    names.declare(0, { type: 'track', kind: 'transcript', id: 'agent-1', title: 'Explore' });

    expect(names.tracks).to.have.length(1);
    expect(names.tracks[0]?.declaration?.title).to.equal('Explore');
  });

  it('makes an entry name of any id [ENT-2]', () => {
    const names = new TrackNames();
    const ids = ['../../etc', 'Agent A', 'agent a', '', '漢字', 'x'.repeat(300)];

    const entries = ids.map((id) => names.find(0, 'transcript', id).entry);

    expect(new Set(entries).size).to.equal(ids.length);
    for (const entry of entries) expect(entry).to.match(/^transcript\/[a-z0-9][a-z0-9._-]{0,70}\.ndjson$/);
  });
});
