/*
rule: services/gitlab
packages: { '@gitbeaker/rest': latest }
*/
import { Gitlab } from '@gitbeaker/rest';

const gitlab = new Gitlab({ token: 'dummy' });
await gitlab.Users.showCurrentUser();
