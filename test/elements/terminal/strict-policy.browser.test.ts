import { describe, expect, it } from '#test';

/** The page's own origin by its name: what `'self'` is in a frame without an address differs between browsers. */
const POLICY =
  `default-src 'none'; script-src ${location.origin}; style-src ${location.origin}; ` +
  "require-trusted-types-for 'script'; trusted-types lit-html";

describe('<reprise-terminal> under a strict content security policy', () => {
  it('draws in colour, without one violation', async () => {
    const frame = document.createElement('iframe');
    frame.style.cssText = 'width: 700px; height: 200px';
    const page = new URL('strict-page.js', import.meta.url);
    frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}">
      <body><script type="module" src="${page.pathname}"></script>`;
    const result = new Promise<unknown>((resolve) =>
      addEventListener('message', ({ data, source }) => {
        if (source === frame.contentWindow) resolve(data);
      }),
    );
    document.body.append(frame);

    expect(await result).to.deep.equal({
      violations: [],
      colors: ['rgb(18, 52, 86)', 'rgb(9, 8, 7)'],
      images: 0,
    });
    frame.remove();
  });
});
