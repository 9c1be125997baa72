import type { Hit } from '../../player/index.ts';

/** The pane that a hit is looked at in. */
export function paneOfHit({ kind }: Hit): 'story' | 'terminal' | 'changes' {
  if (kind === 'terminal') return 'terminal';
  return kind === 'change' ? 'changes' : 'story';
}
