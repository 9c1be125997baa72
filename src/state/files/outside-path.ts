/** Whether a path leads out of the workspace. */
export function isOutside(path: string): boolean {
  return /^(?:\/|\\\\|[A-Za-z]:[/\\]|\.\.(?:[/\\]|$))/.test(path);
}
