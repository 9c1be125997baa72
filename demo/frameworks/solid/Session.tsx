import { createSignal } from 'solid-js';
import 'reprise/define';
import type { ReprisePlayer } from 'reprise/elements';
import 'reprise/types/solid';

/** A session with controls of the page's own: what is played, the player's events, its methods. */
export function Session() {
  let player: ReprisePlayer | undefined;
  const [file, setFile] = createSignal<File>();
  const [title, setTitle] = createSignal('');
  const [seconds, setSeconds] = createSignal(0);
  return (
    <>
      <reprise-player
        ref={(element) => (player = element)}
        src="session.reprise"
        source={file()}
        theme="dark"
        on:loadedmetadata={() => setTitle(player?.session.manifest?.title ?? '')}
        on:timeupdate={() => setSeconds(player?.currentTime ?? 0)}
      />
      <p>
        <button onClick={() => void player?.play()}>Play</button>
        <input
          type="file"
          aria-label="Another session"
          onChange={({ currentTarget }) => setFile(currentTarget.files?.[0])}
        />
        <output>{title()}</output>
        <time>{seconds().toFixed(1)} s</time>
      </p>
    </>
  );
}
