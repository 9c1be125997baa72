export const header = {
  untitled: 'Untitled session',
  turns: (count: number) => (count === 1 ? '1 turn' : `${count} turns`),
  lines: (additions: number, deletions: number, files: number) =>
    `${additions} lines added, ${deletions} removed in ${files} ${files === 1 ? 'file' : 'files'}`,
  inFiles: (files: number) => (files === 1 ? 'in 1 file' : `in ${files} files`),
  masked: (count: number) => `${count} masked`,
  maskedHint: (count: number) =>
    count === 1 ? '1 secret was masked before packing' : `${count} secrets were masked before packing`,
} as const;
