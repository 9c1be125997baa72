import { describe, expect, it } from '#test';
import { panesOf } from '#src/elements/layout/panes.ts';
import { manifest } from '../../helpers/fake-session.ts';

describe('panesOf', () => {
  it('has a pane for every kind of track that holds something', () => {
    const only = (...kinds: string[]) =>
      panesOf({ ...manifest, tracks: manifest.tracks.filter(({ kind }) => kinds.includes(kind)) });

    expect(panesOf(manifest)).to.deep.equal(['story', 'terminal', 'changes']);
    expect(only('terminal')).to.deep.equal(['terminal']);
    expect(only('changes', 'transcript')).to.deep.equal(['story', 'changes']);
    expect(only()).to.deep.equal([]);
    expect(panesOf(undefined)).to.deep.equal([]);
  });

  it('leaves out tracks without events', () => {
    const tracks = manifest.tracks.map((track) =>
      track.kind === 'changes' ? { ...track, events: 0 } : track,
    );

    expect(panesOf({ ...manifest, tracks })).to.deep.equal(['story', 'terminal']);
  });
});
