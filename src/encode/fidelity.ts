import type { Fidelity } from '../format/index.ts';

/** The fidelity of several sources as one: counts added, versions and findings merged in order of first mention. */
export function combineFidelity(reports: readonly Fidelity[]): Fidelity | undefined {
  const [first] = reports;
  if (!first || reports.length === 1) return first;
  const types = new Map<string, { understood: number; kept: number }>();
  const notes = new Map<string, { code: string; count: number; message: string }>();
  const versions = new Set<string>();
  for (const report of reports) {
    for (const [type, counts] of Object.entries(report.types ?? {})) {
      const sum = types.get(type) ?? { understood: 0, kept: 0 };
      sum.understood += counts.understood ?? 0;
      sum.kept += counts.kept ?? 0;
      types.set(type, sum);
    }
    for (const note of report.notes ?? []) {
      const key = `${note.code}\n${note.message}`;
      const known = notes.get(key);
      if (known) known.count += note.count;
      else notes.set(key, { ...note });
    }
    for (const version of report.versions ?? []) versions.add(version);
  }
  return {
    records: sum(reports, 'records'),
    understood: sum(reports, 'understood'),
    kept: sum(reports, 'kept'),
    unreadable: sum(reports, 'unreadable'),
    ...(types.size > 0 && { types: Object.fromEntries([...types].map(withoutZeros)) }),
    ...(versions.size > 0 && { versions: [...versions] }),
    ...(notes.size > 0 && { notes: [...notes.values()] }),
  };
}

function sum(reports: readonly Fidelity[], key: 'records' | 'understood' | 'kept' | 'unreadable'): number {
  return reports.reduce((total, report) => total + report[key], 0);
}

function withoutZeros([type, counts]: [string, { understood: number; kept: number }]) {
  return [
    type,
    {
      ...(counts.understood > 0 && { understood: counts.understood }),
      ...(counts.kept > 0 && { kept: counts.kept }),
    },
  ] as const;
}
