/** Kilo: the command line of Kilo Code since version 1, made of OpenCode, with a database of the same tables. */

import { OPENCODE_LEFT_OUT } from '../opencode/importer.ts';
import { openCodeImporter } from '../opencode/opencode-importer.ts';

/** Sessions of Kilo: its database. */
export const kilo = openCodeImporter('kilo', OPENCODE_LEFT_OUT);
