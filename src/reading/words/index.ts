/** How what is known of a session is written and read: names, titles, lengths and times. */
export { fullAgentName, shortAgentName } from './agent-name.ts';
export { askedText, modelText, projectOf, titleText, whenText } from './cover-text.ts';
export { durationText } from './duration-text.ts';
export { parseClip, parseTime } from './link-time.ts';
export { plainProse } from './plain-prose.ts';
export { timeText } from './time-text.ts';
