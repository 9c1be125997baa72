import { useRef, useState } from 'react';
import type { ReprisePlayer as PlayerElement } from 'reprise/elements';
import { ReprisePlayer } from 'reprise/react';

/** A session with controls of the page's own: what is played, the player's events, its methods. */
export function Session() {
  const player = useRef<PlayerElement>(null);
  const [file, setFile] = useState<File>();
  const [title, setTitle] = useState('');
  const [seconds, setSeconds] = useState(0);
  return (
    <>
      <ReprisePlayer
        ref={player}
        src="session.reprise"
        source={file}
        theme="dark"
        onLoadedmetadata={({ currentTarget }) => setTitle(currentTarget.session.manifest?.title ?? '')}
        onTimeupdate={({ currentTarget }) => setSeconds(currentTarget.currentTime)}
      />
      <p>
        <button onClick={() => void player.current?.play()}>Play</button>
        <input
          type="file"
          aria-label="Another session"
          onChange={({ target }) => setFile(target.files?.[0])}
        />
        <output>{title}</output>
        <time>{seconds.toFixed(1)} s</time>
      </p>
    </>
  );
}
