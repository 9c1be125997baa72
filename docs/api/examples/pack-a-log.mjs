import { packFile } from 'reprise/node';

const [log = '', archive = 'session.reprise'] = process.argv.slice(2);
const { manifest, size } = await packFile(log, archive);
console.log(`${archive}: ${manifest.title}, ${size} bytes`);
