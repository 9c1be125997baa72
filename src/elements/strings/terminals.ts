export const terminals = {
  size: (cols: number, rows: number) => `${cols} × ${rows}`,
  synthesised: 'from tool calls',
} as const;
