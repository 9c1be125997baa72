#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { run } from './run.ts';

// Packing makes much garbage and holds on to little: collect it when the heap has grown by a few percent, not when it
// has grown to several times what is needed. On a log of 400 MB it costs a tenth of the time and saves a third of the memory.
setFlagsFromString('--heap-growing-percent=15');

process.exitCode = await run(process.argv.slice(2));
