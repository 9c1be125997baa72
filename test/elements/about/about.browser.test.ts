import { html } from 'lit';
import { describe, expect, it } from '#test';
import '#src/elements/about/about.define.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import { manifest } from '../../helpers/fake-session.ts';
import '../../helpers/fake-view.ts';
import { allInside, inside } from '../../helpers/shadow.ts';
import { until } from '../../helpers/until.ts';

const ARCHIVE = 'https://example.org/fix.reprise';

const mountAbout = async (fake = new FakePlayer({ source: ARCHIVE })) => {
  const mounted = await mount(
    html`<fake-view .style=${'display: block; position: relative; width: 900px; height: 700px'}
      ><reprise-about></reprise-about
    ></fake-view>`,
    fake,
  );
  const about = mounted.host.querySelector('reprise-about')!;
  /** The lines of a fact, by its label. */
  const fact = (label: string): string[] | undefined => {
    const rows = allInside(about, 'dl > div');
    const row = rows.find((each) => each.querySelector('dt')!.textContent === label);
    return row && [...row.querySelectorAll('dd span')].map(({ textContent }) => textContent);
  };
  return { ...mounted, about, fact, view: mounted.host.querySelector('fake-view')! };
};

describe('<reprise-about>', () => {
  it('passes the accessibility audit', async () => {
    const { host, remove } = await mountAbout();
    await expectAccessible(host);
    remove();
  });

  it('tells who worked on what, when and for how long', async () => {
    const { fact, remove } = await mountAbout();

    expect(fact('Agent')).to.deep.equal(['Claude Code 2.1.4', 'opus']);
    expect(fact('Project')).to.deep.equal(['/home/ada/app', 'branch fix/refresh']);
    expect(fact('When')![0]).to.contain('March 2, 2026');
    expect(fact('Length')).to.deep.equal(['1 h in real time, 54 min active, 14 min reading']);
    expect(fact('Steps')).to.deep.equal(['9 turns, 31 tool calls']);
    expect(fact('Files')).to.deep.equal(['3 files +64 −18, 5 changes']);
    expect(fact('Commits')).to.deep.equal(['1 commit', 'last: Refresh once for concurrent 401s']);
    expect(fact('End')).to.deep.equal(['finished, 1 error']);
    remove();
  });

  it('tells how many notes there are, and lists those without a place', async () => {
    const note = { id: 'n1', kind: 'note', time: 0, event: 'e0', text: 'Here.' } as const;
    const lost = {
      id: 'n2',
      kind: 'note',
      time: 0,
      event: 'gone',
      text: 'Once\nthere.',
      author: 'Ada',
    } as const;
    const fake = new FakePlayer({ notes: [note, lost] }, { lostNotes: () => Promise.resolve([lost]) });
    const { fact, settled, remove } = await mountAbout(fake);
    await settled();

    expect(fact('Notes')).to.deep.equal([
      '2 notes',
      '1 note without a place in the session:',
      'Ada: Once there.',
    ]);
    remove();
  });

  it('tells tokens by model, and what they cost', async () => {
    const stats = {
      ...manifest.stats!,
      tokens: { opus: { inputTokens: 90_000, cacheReadTokens: 910_000, outputTokens: 148_000 } },
      cost: { amount: 6.4, currency: 'USD' },
    };
    const { fact, remove } = await mountAbout(new FakePlayer({ manifest: { ...manifest, stats } }));

    expect(fact('Tokens')).to.deep.equal(['opus: 1M in, 148K out, 91% of it cached']);
    expect(fact('Cost')).to.deep.equal(['6.40 USD, as the log says']);
    remove();
  });

  it('shows tokens at each answer when that is asked for, and counts them by turn', async () => {
    const stats = { ...manifest.stats!, tokens: { opus: { outputTokens: 9 } } };
    const answer = { type: 'message', id: 'a', time: 1, end: 1, content: [], usage: { outputTokens: 9 } };
    const transcript = async function* (): AsyncGenerator {
      await Promise.resolve();
      yield answer;
    };
    const fake = new FakePlayer({ manifest: { ...manifest, stats } }, { transcript });
    const { about, view, settled, remove } = await mountAbout(fake);

    allInside(about, '.usage input')[0]!.click();
    expect(view.state.usage).to.equal(true);

    allInside(about, '.usage summary')[0]!.click();
    await until('it is counted', () => allInside(about, '.usage li').length > 0);
    await settled();
    expect(allInside(about, '.usage li .used')[0]!.textContent).to.equal('9 out');
    await expectAccessible(about);
    remove();
  });

  it('says what was masked, and plainly when nothing was', async () => {
    const { fact, fake, about, settled, remove } = await mountAbout();
    expect(fact('Secrets')).to.deep.equal(['11 secrets masked before packing', '11 × github-token']);

    const masking = { rules: '1', uncertain: 2, unsearched: { images: 1 } };
    fake.set({ manifest: { ...manifest, redactions: [], masking } });
    await settled();

    expect(fact('Secrets')).to.deep.equal([
      'Searched before packing: none found.',
      '2 values to look at',
      '1 picture was not searched',
    ]);

    fake.set({ manifest: { ...manifest, redactions: [] } });
    await settled();

    expect(fact('Secrets')![0]).to.match(/^Not masked/);
    expect(inside(about, '.attention dt').textContent).to.equal('Secrets');
    remove();
  });

  it('says what is missing', async () => {
    const fidelity = {
      records: 12_480,
      understood: 12_475,
      kept: 3,
      unreadable: 2,
      notes: [{ code: 'unreadable-line', count: 2, message: 'a line is no JSON' }],
    };
    const diagnostics = [{ code: 'x', severity: 'warning' as const, message: 'the index was made anew' }];
    const fake = new FakePlayer({ manifest: { ...manifest, fidelity }, diagnostics });
    const { fact, fake: player, settled, remove } = await mountAbout(fake);
    expect(fact('Complete')).to.deep.equal([
      '12,480 records read, 3 records of unknown kind kept as they are, 2 records unreadable',
      '2×: a line is no JSON',
      'the index was made anew',
    ]);

    player.set({ manifest, diagnostics: [] });
    await settled();

    expect(fact('Complete')).to.deep.equal(['nothing is missing']);
    remove();
  });

  it('tells a bounded number of what there may be many of', async () => {
    const sources = Array.from({ length: 500 }, (_, index) => ({ tool: 'a', name: `${index}`, size: 9000 }));
    const { fact, remove } = await mountAbout(new FakePlayer({ manifest: { ...manifest, sources } }));

    expect(fact('Packed from')).to.have.length(9);
    expect(fact('Packed from')![0]).to.equal('0 (a, 9 kB)');
    remove();
  });

  it('has a download where the archive has an address', async () => {
    const { about, fake, settled, remove } = await mountAbout();
    expect((inside(about, 'a') as HTMLAnchorElement).href).to.equal(ARCHIVE);

    for (const source of ['fix.reprise', 'javascript:alert(1)']) {
      fake.set({ source });
      await settled();
      expect(allInside(about, 'a')).to.have.length(0);
    }
    remove();
  });

  it('leaves out what the archive does not say', async () => {
    const { tracks, format, version, id, generator } = manifest;
    const bare = { tracks, duration: 0, format, version, id, generator, title: '' };
    const { about, remove } = await mountAbout(
      new FakePlayer({ manifest: bare, timeline: undefined, lengths: {}, source: undefined }),
    );

    expect(allInside(about, 'dt').map(({ textContent }) => textContent)).to.deep.equal([
      'Secrets',
      'Complete',
      'Packed by',
      'File',
      'Identity',
    ]);
    remove();
  });

  it('has the focus when it opens, and closes at its button and beside it', async () => {
    const { about, view, remove } = await mountAbout();
    expect(about.shadowRoot!.activeElement).to.equal(inside(about, '.close'));

    inside(about, '.close').click();
    inside(about, '.around').click();

    expect(view.requests).to.deep.equal([{ about: false }, { about: false }]);
    remove();
  });
});
