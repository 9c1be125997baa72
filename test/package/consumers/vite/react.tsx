import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'reprise/define';
import type { ReprisePlayer } from 'reprise/elements';
import type { RepriseJsx } from 'reprise/types/jsx';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends RepriseJsx {}
  }
}

function Session() {
  const [player, setPlayer] = useState<ReprisePlayer | null>(null);
  const [title, setTitle] = useState('');
  return (
    <>
      <reprise-player
        ref={(element: ReprisePlayer | null) => {
          element?.addEventListener('loadedmetadata', () => setTitle(element.session.manifest?.title ?? ''));
          setPlayer(element);
        }}
        src="./sample.reprise"
        theme="dark"
      />
      <button onClick={() => void player?.play()}>Play</button>
      <output>{title}</output>
    </>
  );
}

createRoot(document.querySelector('#app')!).render(<Session />);
