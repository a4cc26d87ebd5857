/** Runs the module of a case; errors are expected, since nobody real answers. */
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { tellFailure } from './tell.mjs';

/** Milliseconds for what goes on in the background after the call: telemetry, a second connection. */
const AFTERWARDS = 1500;

process.on('uncaughtException', tellFailure);
process.on('unhandledRejection', tellFailure);
try {
  await import(pathToFileURL(process.argv[2]).href);
} catch (error) {
  tellFailure(error);
}
await setTimeout(AFTERWARDS);
process.exit();
