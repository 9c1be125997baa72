/** The sections of the interface, under the names that translations have them by. */
export { announcementStrings as announcement } from './announcement.ts';
export { changesStrings as changes } from './changes.ts';
export { codeStrings as code } from './code.ts';
export { errorStrings as error } from './error.ts';
export { headerStrings as header } from './header.ts';
export { itemsStrings as items } from './items.ts';
export { keysStrings as keys } from './keys.ts';
export { markdownStrings as markdown } from './markdown.ts';
export { pictureStrings as picture } from './picture.ts';
export { playerStrings as player } from './player.ts';
export { resourceStrings as resource } from './resource.ts';
export { runStrings as runs } from './runs.ts';
export { terminalStrings as terminal } from './terminal.ts';
export { terminalsStrings as terminals } from './terminals.ts';
export { toolStrings as tool } from './tool.ts';
export { transcriptStrings as transcript } from './transcript.ts';
export { transportStrings as transport } from './transport.ts';
