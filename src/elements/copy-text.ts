/**
 * Puts text on the clipboard; call it from a click.
 *
 * @returns whether it is there: a page without permission, or not served securely, may have none
 */
export async function copyText(text: string): Promise<boolean> {
  // A page that is not served securely has no `clipboard`, whatever the type says.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (!clipboard) return false;
  try {
    await clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
