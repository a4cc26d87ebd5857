/*
rule: services/github
packages: { '@octokit/rest': latest }
*/
import { Octokit } from '@octokit/rest';

const octokit = new Octokit({ auth: 'dummy' });
await octokit.rest.users.getAuthenticated();
