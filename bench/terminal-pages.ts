/**
 * Pages with a terminal recording, each in another player, and the same few functions for whoever measures them:
 * `create()`, `seek(seconds)`, `play(rate)`, `pause()`, `seconds()` and `lines()`, the text of the rows that are shown.
 */

/** How long anything may take, ms: what takes longer is an error. */
const PATIENCE = 20_000;

/** What both pages do alike: they take the time until a frame begins in which the page shows what it must. */
const MEASURING = `
  // asciinema-player draws these as shapes, and has blanks for them in its text.
  const plain = (line) => line.replaceAll(/[\\u2580-\\u259f]/g, ' ').replaceAll(/\\s+/g, ' ').trimEnd();
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const shows = (expected) => {
    const shown = lines();
    return shown.length >= expected.length && expected.every((line, row) => plain(shown[row]) === plain(line));
  };
  const shown = async (expected) => {
    const end = performance.now() + ${PATIENCE};
    do {
      if (performance.now() > end) throw new Error('never shown: ' + expected.join('\\n') + '\\n---\\n' + lines().join('\\n'));
      await frame();
    } while (!shows(expected));
    return performance.now();
  };
  window.firstFrame = async (expected) => {
    const start = performance.now();
    create();
    const end = await shown(expected);
    return { created: end - start, loaded: end };
  };
  window.timeSeek = async (seconds, expected) => {
    await frame();
    await frame();
    const start = performance.now();
    void seek(seconds);
    return (await shown(expected)) - start;
  };
  window.ready = true;
`;

const STYLE =
  '<style>body { margin: 0 } #place > *, #place { display: block; width: 1280px; height: 760px }</style>';

/** What a page with recordings loads ahead, as `docs/embedding.md` says: the other player's code is there before `create`. */
const PRELOADS = ['parts.define', 'terminals.define', 'terminal.define', 'playback']
  .map((part) => `<link rel="modulepreload" href="/dist/bundle/reprise-${part}.js">`)
  .join('');

/** The player of this project. */
export function ourPage(archive: string, start: number): string {
  return `<!doctype html><link rel="icon" href="data:,">${STYLE}${PRELOADS}
    <div id="place"></div>
    <script type="module">
      import '/dist/bundle/reprise.js';
      let player;
      const inside = (root, tag) => root?.shadowRoot?.querySelector(tag);
      const terminal = () =>
        inside(inside(inside(player, 'reprise-layout'), 'reprise-terminals'), 'reprise-terminal')?.shadowRoot;
      const create = () => {
        player = document.createElement('reprise-player');
        Object.assign(player, { src: '${archive}', clock: 'wall', start: '${start}' });
        document.querySelector('#place').append(player);
      };
      const seek = (seconds) => player.seek(seconds);
      const lines = () => {
        const rows = [...(terminal()?.querySelectorAll('.row') ?? [])];
        const top = rows.findIndex((row) => row.classList.contains('screen-top'));
        return rows.slice(Math.max(0, top)).map((row) => row.textContent);
      };
      window.play = (rate) => {
        player.playbackRate = rate;
        return player.play();
      };
      window.pause = () => player.pause();
      window.seconds = () => player.sessionTime;
      ${MEASURING}
    </script>`;
}

/** asciinema-player, its segmented mode. */
export function segmentedPage(index: string, start: number): string {
  return `<!doctype html><link rel="icon" href="data:,">${STYLE}
    <link rel="stylesheet" href="/asciinema/asciinema-player.css">
    <div id="place"></div>
    <script src="/asciinema/asciinema-player.min.js"></script>
    <script type="module">
      let player;
      let speed = 1;
      const create = () => {
        player = AsciinemaPlayer.create(
          { driver: 'recording', format: 'segmented', url: '${index}' },
          document.querySelector('#place'),
          { fit: 'both', preload: true, startAt: ${start}, poster: 'npt:${start}', speed: window.speed ?? 1 },
        );
      };
      const seek = (seconds) => player.seek(seconds);
      const lines = () =>
        [...document.querySelectorAll('.ap-term-text .ap-line, .ap-term .ap-line')].map(({ textContent }) => textContent);
      window.play = () => player.play();
      window.pause = () => player.pause();
      window.seconds = () => player.getCurrentTime();
      ${MEASURING}
    </script>`;
}
