/** Where files of configuration count, from their names: a pipeline, a developer's machine, tests, or the deployment. */
import type { Surface } from '../identify/destination.ts';
import { CI_FOLDERS } from './surface-names.ts';

/** The surface of a file of configuration, from its folders and its name; null when the conventions of code hold. */
export function surfaceOfConfiguration(folders: readonly string[], name: string): Surface | null {
  const isPipeline = folders.some((folder) => CI_FOLDERS.has(folder)) || folders[0] === 'ci';
  if (isPipeline || PIPELINES.test(name)) return 'ci';
  if (folders.some((folder) => WORKBENCHES.has(folder)) || WORKBENCH_FILE.test(name)) return 'script';
  if (CONTAINERS.test(name)) return ofWords([...folders, ...name.split(/[._-]/)].map((word) => word.toLowerCase()));
  // `.env.local.example` is the template of what everybody needs.
  return DOTENV.test(name)
    ? ofWords(
        name
          .toLowerCase()
          .split(/[._-]/)
          .filter((word) => word !== 'local'),
      )
    : null;
}

/** Files that only a pipeline reads. */
const PIPELINES =
  /^(?:\.gitlab-ci|azure-pipelines|bitbucket-pipelines|\.travis|\.?appveyor|cloudbuild|buildspec)\b.*\.ya?ml$|^dangerfile\.\w+$/;

/** Folders that set up the editor, the agent or the machine of who works on the code. */
const WORKBENCHES = new Set('.devcontainer .vscode .cursor .claude .gemini .roo .windsurf .amazonq .idea'.split(' '));

const WORKBENCH_FILE =
  /^(?:\.?devcontainer|\.?mcp|mcp[_-](?:config|settings)|claude_desktop_config)\.json$|^\.gitpod\.ya?ml$/;

/** Files for containers; what they are for stands in their names or folders. */
const CONTAINERS = /^(?:docker-)?compose[\w.-]*\.ya?ml$|^(?:Docker|Container)file(?:\.[\w.-]+)?$/i;

const DOTENV = /^\.env\.[\w.-]+$/;

function ofWords(words: readonly string[]): Surface | null {
  if (words.includes('ci')) return 'ci';
  if (words.some((word) => /^(?:tests?|testing|e2e|mock|mocks)$/.test(word))) return 'test';
  return words.some((word) => DEVELOPMENT.test(word)) ? 'script' : null;
}

/** Words for the machine of a developer; with more behind them they may be a product (`dev-portal`). */
const DEVELOPMENT = /^(?:dev|development|local|override|devel|dev[-_]?(?:env|environment|setup|stack|tools?|utils?))$/;
