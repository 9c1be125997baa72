import { html } from 'lit';
import { describe, expect, it } from '#test';
import '#src/elements/changes/changes.define.ts';
import { mount } from '../../helpers/fake-player.ts';
import { nextTurn, playerOf } from './change-session.ts';

describe('reprise-changes under a strict content security policy', () => {
  it('violates nothing', async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile }) =>
      violations.push(`${violatedDirective} at ${sourceFile}`),
    );
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content =
      "script-src 'self'; style-src 'self'; img-src 'self'; object-src 'none'; base-uri 'none'; " +
      "require-trusted-types-for 'script'; trusted-types lit-html";
    document.head.append(policy);

    const { host, remove, settled } = await mount(html`<reprise-changes></reprise-changes>`, playerOf());
    const changes = host.querySelector('reprise-changes')!;
    for (const tab of ['files', 'all', 'current']) {
      const tabs = changes.renderRoot.querySelector('reprise-tabs')!;
      tabs.renderRoot.querySelector<HTMLElement>(`[data-tab=${tab}]`)!.click();
      const shown = {
        files: 'reprise-session-files',
        all: 'reprise-all-changes',
        current: 'reprise-current-changes',
      }[tab]!;
      await settled();
      while (!changes.renderRoot.querySelector(shown)?.shadowRoot?.querySelector('.content > :not(p)'))
        await nextTurn();
      await settled();
    }
    const current = changes.renderRoot.querySelector('reprise-current-changes')!;
    const view = current.renderRoot.querySelector('reprise-diff-view')!;
    await view.decorated;

    expect(view.renderRoot.querySelectorAll('.word').length).to.be.above(0);
    expect(violations).to.deep.equal([]);
    remove();
  });
});
