/** Builds after an install from source. */
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const run = (command) => execSync(command, { stdio: 'inherit' });

// For `npm install --global git+…`, which is also what pre-commit runs, npm prepares a clone and installs nothing in it.
if (!existsSync('node_modules/typescript'))
  run('npm ci --no-global --include=dev --ignore-scripts --no-audit --no-fund');
run('npm run build');
