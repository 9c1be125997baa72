import { fileURLToPath } from 'node:url';
import { asciicast } from '../../src/importers/index.ts';
import { testImporter } from '../helpers/import-suite.ts';

const fixtures = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/importers/${name}`, import.meta.url));

testImporter(asciicast, fixtures('asciicast'));
