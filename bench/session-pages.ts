/**
 * Pages with a session, each in another player, and the same few functions for whoever measures them: `opened`, `turns()`,
 * `seek(turn)` and `nodes()`: all of them, elements, texts and the comments that templates leave.
 */

const MEASURING = `
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const until = async (holds) => {
    const end = performance.now() + 30_000;
    while (!holds()) {
      if (performance.now() > end) throw new Error('never came: ' + holds);
      await frame();
    }
    return performance.now();
  };
  const shown = (element) => {
    const box = element?.getBoundingClientRect();
    return box !== undefined && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  };
  window.seek = async (turn) => {
    await frame();
    await frame();
    const start = performance.now();
    go(turn);
    return (await until(() => there(turn))) - start;
  };
  window.nodes = () => {
    const count = (root) => {
      let nodes = 0;
      const walker = document.createTreeWalker(root);
      while (walker.nextNode()) nodes += 1 + (walker.currentNode.shadowRoot ? count(walker.currentNode.shadowRoot) : 0);
      return nodes;
    };
    return count(document);
  };
  window.opened = Promise.all([firstWords(), firstTurn()]).then(([words, turn]) => ({ words, turn }));
`;

/** The player of this project. */
export function ourSession(archive: string): string {
  return `<!doctype html><link rel="icon" href="data:,">
    <style>body { margin: 0 } reprise-player { height: 100vh }</style>
    <script type="module" src="/dist/bundle/reprise.js"></script>
    <reprise-player src="${archive}" clock="wall" start="0.001"></reprise-player>
    <script type="module">
      const player = document.querySelector('reprise-player');
      const layout = () => player.shadowRoot?.querySelector('reprise-layout')?.shadowRoot;
      const transcript = () => layout()?.querySelector('reprise-transcript')?.shadowRoot;
      const rowOf = (turn) => transcript()?.querySelector('.row[data-key="' + player.chapters[turn].event + '"]');
      const cover = () => layout()?.querySelector('reprise-cover')?.shadowRoot;
      const go = (turn) => void player.seek(player.chapters[turn].startTime).catch(() => undefined);
      const there = (turn) => shown(rowOf(turn));
      const firstWords = () => until(() => cover()?.textContent.trim().length > 40);
      const firstTurn = () => until(() => player.chapters.length > 0 && shown(rowOf(0)));
      window.turns = () => player.chapters.length;
      const panel = () => layout()?.querySelector('reprise-find')?.shadowRoot;
      window.findField = () => panel()?.querySelector('input');
      /** Types a query, and gives the time until the first hit is in the list, once everything has been searched. */
      window.search = async (query) => {
        const type = (text) => {
          findField().value = text;
          findField().dispatchEvent(new Event('input'));
        };
        const hit = () => panel().querySelector('[id^="hit-"]');
        const done = () => {
          // More than a little is fetched only when that is agreed to.
          panel().querySelector('progress ~ p button')?.click();
          return panel().querySelector('[role="status"]').textContent !== '';
        };
        type('');
        await until(() => !hit() && panel().querySelector('[role="status"]').textContent === '');
        const start = performance.now();
        type(query);
        const first = await until(() => hit() || done());
        await until(done);
        return first - start;
      };
      ${MEASURING}
    </script>`;
}

/** Added to what claude-replay writes. */
export const THEIR_FUNCTIONS = `
  const turns = () => document.querySelectorAll('.turn');
  const there = (turn) => turns()[turn]?.classList.contains('active') ?? false;
  const go = (turn) => void (location.hash = 'turn=' + (turn + 1));
  const firstTurn = () => until(() => turns().length > 0);
  const firstWords = firstTurn;
  window.turns = () => turns().length;
  ${MEASURING}
`;
