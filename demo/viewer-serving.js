/** Says what is wrong with the server of an archive, where that can be known: to who can do something about it. */

/** What a server has to send, for common ones. */
const GUIDE = 'https://github.com/reprise/reprise/blob/main/docs/embedding.md#serving-archives';

/** Files below this size are there at once, in parts or not. */
const WORTH_SAYING = 2 ** 20;

/**
 * @param player - opens archives by their addresses
 * @param warn - told a sentence, and where there is more to read
 */
export function explainServer(player, strings, warn) {
  player.addEventListener('error', async () => {
    const address = player.currentSrc;
    if (player.error?.reason !== 'source-unavailable' || !(await isKeptFromPages(address))) return;
    if (player.currentSrc === address && player.error)
      warn(strings.notAllowed(new URL(address).host), { more: GUIDE });
  });
  // What comes in parts was answered with 206. A browser tells it when all of an answer has come.
  new PerformanceObserver((list) => {
    for (const { name, responseStatus, encodedBodySize } of list.getEntries()) {
      if (name !== player.currentSrc || responseStatus !== 200 || encodedBodySize < WORTH_SAYING) continue;
      warn(strings.onlyWhole(new URL(name).host, strings.bytes(encodedBodySize)), {
        more: GUIDE,
        isCalm: true,
      });
    }
  }).observe({ type: 'resource', buffered: true });
}

/** A browser does not say why it gave no answer: but one that came can be told from none, without reading it. */
async function isKeptFromPages(address) {
  if (!URL.canParse(address) || new URL(address).origin === location.origin) return false;
  const answers = (mode) =>
    fetch(address, { method: 'HEAD', mode, credentials: 'omit', cache: 'no-store' }).then(
      () => true,
      () => false,
    );
  return !(await answers('cors')) && (await answers('no-cors'));
}
