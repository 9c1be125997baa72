import { claudeCode } from 'reprise/importers/claude-code';
import { ImportFile } from 'reprise/node';

const log = await ImportFile.open(process.argv[2] ?? 'session.jsonl');
for await (const event of claudeCode.import(log)) {
  if (event.type === 'change') console.log(`${Math.round(event.time / 1000)} s: ${event.path}`);
}
await log.close();
