/** The working directory in what the program tells the model of its surroundings. */
export function cwdIn(text: string): string | undefined {
  return /^# Current (?:Working|Workspace) Directory \(([^\n]{1,1000}?)\) Files/m.exec(text)?.[1];
}
