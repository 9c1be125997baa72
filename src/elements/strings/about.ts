import { section } from './section.ts';

/** The panel of facts about a session. */
export const aboutStrings = section('about', (language) => {
  const records = (count: number): string => language.count(count, { one: '# record', other: '# records' });
  return {
    title: 'About this session',
    close: 'Close',
    download: 'Download',
    copy: 'Copy as text',
    print: 'Print',
    copied: 'Copied',
    copyFailed: 'Not copied',
    labels: {
      agent: 'Agent',
      project: 'Project',
      when: 'When',
      length: 'Length',
      steps: 'Steps',
      files: 'Files',
      commits: 'Commits',
      tests: 'Tests',
      ending: 'End',
      notes: 'Notes',
      tokens: 'Tokens',
      cost: 'Cost',
      secrets: 'Secrets',
      complete: 'Complete',
      sources: 'Packed from',
      packedBy: 'Packed by',
      file: 'File',
      identity: 'Identity',
    },
    branch: (name: string) => `branch ${name}`,
    commit: (hash: string) => `commit ${hash}`,
    real: (duration: string) => `${duration} in real time`,
    active: (duration: string) => `${duration} active`,
    reading: (duration: string) => `${duration} reading`,
    turns: (count: number) => language.count(count, { one: '# turn', other: '# turns' }),
    toolCalls: (count: number) => language.count(count, { one: '# tool call', other: '# tool calls' }),
    subagents: (count: number) => language.count(count, { one: '# subagent', other: '# subagents' }),
    files: (count: number) => language.count(count, { one: '# file', other: '# files' }),
    testRuns: (count: number) => language.count(count, { one: '# run', other: '# runs' }),
    passed: (count: number) => language.count(count, { one: '# passed', other: '# passed' }),
    failed: (count: number) => language.count(count, { one: '# failed', other: '# failed' }),
    lastOne: (text: string) => `last: ${text}`,
    endings: { finished: 'finished', failed: 'ended in an error', interrupted: 'interrupted' },
    byTheLog: 'as the log says',
    masked: (count: number) =>
      language.count(count, {
        one: '# secret masked before packing',
        other: '# secrets masked before packing',
      }),
    notMasked: 'Not masked: look through the session before sharing it.',
    noneFound: 'Searched before packing: none found.',
    keptValues: (count: number) =>
      language.count(count, { one: '# kept by the author', other: '# kept by the author' }),
    uncertain: (count: number) =>
      language.count(count, { one: '# value to look at', other: '# values to look at' }),
    images: (count: number) =>
      language.count(count, { one: '# picture was not searched', other: '# pictures were not searched' }),
    documents: (count: number) =>
      language.count(count, { one: '# document was not searched', other: '# documents were not searched' }),
    understood: (count: number) => `${records(count)} read`,
    kept: (count: number) => `${records(count)} of unknown kind kept as they are`,
    unreadable: (count: number) => `${records(count)} unreadable`,
    noted: (count: number, message: string) =>
      count > 1 ? `${language.number(count)}×: ${message}` : message,
    lost: (what: string) => `lost: ${what}`,
    intact: 'nothing is missing',
    kilobytes: (size: number) => `${language.number(size / 1000, 0, size < 10_000 ? 1 : 0)} kB`,
    megabytes: (size: number) => `${language.number(size / 1_000_000, 0, 1)} MB`,
    format: (version: string) => `format ${version}`,
    digests: (count: number) =>
      language.count(count, { one: 'digest of # part', other: 'digests of # parts' }),
    noPlace: (count: number) =>
      language.count(count, {
        one: '# note without a place in the session:',
        other: '# notes without a place in the session:',
      }),
    derived: 'made from another archive',
  };
});
