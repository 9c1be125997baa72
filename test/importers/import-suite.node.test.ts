import { asciicast } from '#src/importers/tools/asciicast/importer.ts';
import { claudeCode } from '#src/importers/tools/claude-code/importer.ts';
import { testImporter } from '../helpers/import-suite.ts';
import { projectPath } from '../helpers/project-path.ts';

const fixtures = (name: string): string => projectPath(`test/fixtures/importers/${name}`);

testImporter(claudeCode, fixtures('claude-code'));
testImporter(asciicast, fixtures('asciicast'));
