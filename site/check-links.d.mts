/** One line for each dead link of a built site. */
export function deadLinks(folder: string): string[];
