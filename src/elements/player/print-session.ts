import type { Player, PlayerState, TranscriptView } from '../../player/index.ts';

/** Inflated bytes of a conversation that are loaded to be printed at most: what comes behind them stays unloaded. */
const MAX_SIZE = 6 * 2 ** 20;

/**
 * Prints the page once the conversation has been loaded that is shown, or would be if no other pane had its room: a browser
 * asked to print does not wait. Never rejects: what cannot be loaded is missing on paper, which says so.
 *
 * @param onWait - something has to be loaded first
 */
export async function printSession(player: Player, page: Window, onWait: () => void): Promise<void> {
  const entry = conversationOf(player.store.state);
  if (entry === undefined) {
    page.print();
    return;
  }
  player.show(entry);
  try {
    await loaded(player, entry, onWait);
    page.print();
  } finally {
    player.hide(entry);
  }
}

/** Entry path of the conversation to print: of a subagent's, where the reader has followed one. */
function conversationOf({ status, transcripts }: PlayerState): string | undefined {
  if (status !== 'ready') return undefined;
  const views = [...transcripts.values()];
  const shown = views.find(({ ready }) => ready) ?? views.find(({ track }) => track.parent === undefined);
  return shown?.track.entry;
}

/** Resolves when the parts of a shown transcript are there, or its session is not any more. */
function loaded(player: Player, entry: string, onWait: () => void): Promise<void> {
  return new Promise((resolve) => {
    let waits = false;
    const check = (state: PlayerState): void => {
      const view = [...state.transcripts.values()].find(({ track }) => track.entry === entry);
      if (state.status !== 'ready' || !view || (view.ready && isLoaded(view))) {
        end();
        resolve();
        return;
      }
      if (!waits) onWait();
      waits = true;
      // Again with each change: a reader who scrolls meanwhile wants other parts.
      player.want(entry, 0, lastPart(view));
    };
    const end = player.store.subscribe(check);
    check(player.store.state);
  });
}

function isLoaded(view: TranscriptView): boolean {
  return view.parts.slice(0, lastPart(view) + 1).every(({ items }) => items !== undefined);
}

/** Index of the last part that is printed. */
function lastPart({ parts }: TranscriptView): number {
  let size = 0;
  const beyond = parts.findIndex((part) => (size += part.size) > MAX_SIZE);
  return Math.max(0, (beyond < 0 ? parts.length : beyond) - 1);
}
