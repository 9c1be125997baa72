import { describe, expect, it } from '#test';
import { html } from 'lit';
import '#src/elements/findings-note/findings-note.define.ts';
import type { Diagnostic } from '#src/format/index.ts';
import type { PlayerState } from '#src/player/index.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import { manifest, readyState } from '../../helpers/fake-session.ts';
import { allInside, inside } from '../../helpers/shadow.ts';

const badLine = (line: number): Diagnostic => ({
  code: 'invalid-record',
  severity: 'warning',
  message: `line ${line} is no event`,
  entry: 'transcript/main.ndjson',
  line,
});
const remade: Diagnostic = { code: 'index-unreadable', severity: 'warning', message: 'no JSON' };
const comment: Diagnostic = { code: 'archive-comment', severity: 'info', message: 'a comment' };

const mountWith = async (change: Partial<PlayerState>) => {
  const fake = new FakePlayer({ ...readyState, ...change });
  const mounted = await mount(html`<reprise-findings-note></reprise-findings-note>`, fake);
  const element = mounted.host.querySelector('reprise-findings-note')!;
  const texts = () => allInside(element, 'li').map(({ textContent }) => textContent.trim());
  return { ...mounted, fake, element, texts };
};

describe('<reprise-findings-note>', () => {
  it('passes the accessibility audit', async () => {
    const { host, remove } = await mountWith({ diagnostics: [remade] });
    await expectAccessible(host);
    remove();
  });

  it('lists what was lost, each thing once, and nothing that took nothing', async () => {
    const hole = {
      track: manifest.tracks[0]!,
      start: 12_000,
      end: 40_000,
      code: 'corrupt-entry',
      message: 'x',
    };
    const { texts, element, remove } = await mountWith({
      diagnostics: [comment, badLine(4), badLine(5), badLine(4), remade],
      holes: [hole],
      timeMap: undefined,
    });

    expect(texts()[0]).to.equal('2 lines of transcript/main.ndjson could not be read and are left out.');
    expect(texts()[1]).to.contain('made anew');
    expect(texts()[2]).to.contain('0:12 to 0:40').and.to.contain('could not be read');
    expect(inside(element, 'summary').textContent).to.contain('3 things');
    remove();
  });

  it('is not there for a session that is as it was recorded', async () => {
    const { element, remove } = await mountWith({ diagnostics: [comment] });
    expect(allInside(element, 'details')).to.have.length(0);
    remove();
  });

  it('stays closed until something else is found', async () => {
    const { element, fake, remove } = await mountWith({ diagnostics: [remade] });
    inside(element, 'button').click();
    await element.updateComplete;
    expect(allInside(element, 'details')).to.have.length(0);

    fake.set({ diagnostics: [remade, badLine(9)] });
    await element.updateComplete;
    expect(allInside(element, 'li')).to.have.length(2);
    remove();
  });
});
