#!/usr/bin/env node
import module from 'node:module';

// Node 22 and later keep compiled code between runs; nothing is lost where they cannot.
module.enableCompileCache?.();
const { run } = await import('../dist/cli/main.js');
await run(process);
