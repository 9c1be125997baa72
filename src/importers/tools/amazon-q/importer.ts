/** Amazon Q CLI: conversations of its database. It became Kiro CLI, whose first version has the same tables. */

import { KIRO_LEFT_OUT } from '../kiro-cli/importer.ts';
import { kiroImporter } from '../kiro-cli/kiro-importer.ts';
import { kiroRecords } from '../kiro-cli/kiro-records.ts';

/** Conversations of Amazon Q CLI. */
export const amazonQ = kiroImporter('amazon-q', KIRO_LEFT_OUT, kiroRecords);
