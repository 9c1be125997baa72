import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ReprisePlayer } from 'reprise/react';
import type { ComponentProps } from 'react';

declare global {
  /** Draws the page anew. */
  var draw: (props: ComponentProps<typeof ReprisePlayer>) => void;
  var heard: string[];
}

const root = createRoot(document.querySelector('#app')!);
globalThis.heard = [];
globalThis.draw = (props) =>
  root.render(
    <StrictMode>
      <ReprisePlayer {...props} />
    </StrictMode>,
  );
