import { asciicast, claudeCode } from '#src/importers/index.ts';
import { testImporter } from '../helpers/import-suite.ts';
import { projectPath } from '../helpers/project-path.ts';

const fixtures = (name: string): string => projectPath(`test/fixtures/importers/${name}`);

testImporter(claudeCode, fixtures('claude-code'));
testImporter(asciicast, fixtures('asciicast'));
