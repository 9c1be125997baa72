import { fileURLToPath } from 'node:url';
import { asciicast } from '../../src/importers/tools/asciicast/importer.ts';
import { claudeCode } from '../../src/importers/tools/claude-code/importer.ts';
import { testImporter } from '../helpers/import-suite.ts';

const fixtures = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/importers/${name}`, import.meta.url));

testImporter(claudeCode, fixtures('claude-code'));
testImporter(asciicast, fixtures('asciicast'));
