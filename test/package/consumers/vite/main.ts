import 'reprise/define';
import type { ReprisePlayer } from 'reprise/elements';
import { packInPage } from './examples/pack-in-a-page.mjs';
import './examples/turn-counter.mjs';

document.querySelector('#app')!.innerHTML = `
  <input type="file" />
  <reprise-player>
    <reprise-transcript></reprise-transcript>
    <turn-counter></turn-counter>
  </reprise-player>`;

const input = document.querySelector('input')!;
input.addEventListener('change', () => {
  const [file] = input.files ?? [];
  if (file) void play(file);
});

async function play(file: File): Promise<void> {
  const player: ReprisePlayer = document.querySelector('reprise-player')!;
  player.source = await packInPage(file);
}
