/** What the runner starts. */
import process from 'node:process';
import { runAction } from './run.ts';

await runAction(process);
