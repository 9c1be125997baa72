/** What both scripts say to the runner. */
import { appendFileSync } from 'node:fs';

/** A line that the runner shows at the job; whatever a text holds, it stays one command. */
export function annotate(level, text) {
  const safe = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  console.log(`::${level}::${safe}`);
}

/** Sets an output of the step. Values are made by these scripts: one line each. */
export function setOutput(name, value) {
  const text = String(value);
  if (/[\r\n]/.test(text)) throw new Error(`the output ${name} has more than one line`);
  appendFileSync(variable('GITHUB_OUTPUT'), `${name}=${text}\n`);
}

/** A variable that the runner sets. */
export function variable(name) {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Error(`${name} is not set: this runs as a step of a job`);
  return value;
}

/** An input that is `true` or `false`. */
export function isOn(name) {
  const value = process.env[name] ?? '';
  if (value !== 'true' && value !== 'false')
    throw new Error(`${name} is "true" or "false", not ${JSON.stringify(value)}`);
  return value === 'true';
}

/** Runs a script of the action; what it throws is told at the job, and ends the step. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    annotate('error', error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
