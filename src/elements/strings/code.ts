export const code = {
  copy: 'Copy code',
  copied: 'Copied',
  more: (count: number) => `Show all ${count} lines`,
  label: (language: string) => (language ? `Code, ${language}` : 'Code'),
} as const;
