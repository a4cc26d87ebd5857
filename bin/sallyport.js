#!/usr/bin/env node
import module from 'node:module';

// Node 22 and later keep compiled code between runs; nothing is lost where they cannot.
module.enableCompileCache?.();
// Whatever goes wrong from here on, Node's own 1 would read as "drift".
process.exitCode = 2;
import('../dist/cli/main.js')
  .then(({ run }) => run(process))
  .catch((error) => console.error(`sallyport: cannot start: ${error.message}`));
