import { useRef, useState } from 'preact/hooks';
import 'reprise/define';
import type { ReprisePlayer } from 'reprise/elements';
import 'reprise/types/preact';

/** A session with controls of the page's own: what is played, the player's events, its methods. */
export function Session() {
  const player = useRef<ReprisePlayer>(null);
  const [file, setFile] = useState<File>();
  const [title, setTitle] = useState('');
  const [seconds, setSeconds] = useState(0);
  return (
    <>
      <reprise-player
        ref={player}
        src="session.reprise"
        source={file}
        theme="dark"
        onloadedmetadata={() => setTitle(player.current?.session.manifest?.title ?? '')}
        ontimeupdate={() => setSeconds(player.current?.currentTime ?? 0)}
      />
      <p>
        <button onClick={() => void player.current?.play()}>Play</button>
        <input
          type="file"
          aria-label="Another session"
          onChange={({ currentTarget }) => setFile(currentTarget.files?.[0])}
        />
        <output>{title}</output>
        <time>{seconds.toFixed(1)} s</time>
      </p>
    </>
  );
}
