import { section } from './section.ts';

/** The row of terminals. */
export const terminalsStrings = section('terminals', () => ({
  size: (cols: number, rows: number) => `${cols} × ${rows}`,
  synthesised: 'from tool calls',
}));
