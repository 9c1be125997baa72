/** Plays the archive that the page holds, in place of what the page says without a script. */
import '../define.ts';
import { archiveOfPage } from './archive-of-page.ts';

/** What the page shows without a script. */
const story = document.getElementById('story');

/** Of the file that the page is, or of that which it was; without its folders. */
function nameOfPage(): string {
  const file = decodeURIComponent(document.location.pathname.split('/').at(-1) ?? '');
  return `${file.replace(/\.html?$/u, '') || 'session'}.reprise`;
}

function start(): void {
  const player = document.createElement('reprise-player');
  player.hash = true;
  player.resume = true;
  player.lang = navigator.language;
  player.source = archiveOfPage(document, nameOfPage());
  const stage = document.createElement('main');
  stage.id = 'stage';
  stage.append(player);
  // It stays, unseen, as does the archive: a page that is saved as it is shown opens again as it was.
  if (story) story.hidden = true;
  document.getElementById(stage.id)?.remove();
  document.body.prepend(stage);
  document.documentElement.classList.add('plays');
  // The page is there for its player: a key that nothing else has is the player's.
  document.addEventListener('keydown', (event) => {
    if (event.target === document.body && !player.dispatchEvent(new KeyboardEvent('keydown', event)))
      event.preventDefault();
  });
  void player.updateComplete.then(() => player.focus({ preventScroll: true, focusVisible: false }));
}

start();
