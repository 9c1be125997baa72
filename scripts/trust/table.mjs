/** The result of a check that nothing runs yet. */
export const NOT_MEASURED = { figure: 'not measured yet', failures: [] };

/** A result in a word. */
export function verdictOf(result) {
  if (result === NOT_MEASURED) return '-';
  return result.failures.length === 0 ? 'passed' : 'MISSED';
}

/** Prints rows in columns as wide as they must be; the last one is not filled up. */
export function printTable(head, rows) {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  for (const row of all)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
}
