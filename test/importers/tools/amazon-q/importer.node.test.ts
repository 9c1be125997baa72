import { amazonQ } from '#src/importers/tools/amazon-q/importer.ts';
import { KIRO_LEFT_OUT } from '#src/importers/tools/kiro-cli/importer.ts';
import { countExchanges, exchangesOf } from '../../../helpers/kiro-exchanges.ts';
import { testStore } from '../../../helpers/store-suite.ts';

testStore({
  importer: amazonQ,
  leftOut: KIRO_LEFT_OUT,
  corpus: ['amazon-q/data.sqlite3'],
  records: exchangesOf,
  read: countExchanges,
});
