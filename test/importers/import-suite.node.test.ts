import { fileURLToPath } from 'node:url';
import { asciicast, claudeCode } from '../../src/importers/index.ts';
import { testImporter } from '../helpers/import-suite.ts';

const fixtures = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/importers/${name}`, import.meta.url));

testImporter(claudeCode, fixtures('claude-code'));
testImporter(asciicast, fixtures('asciicast'));
