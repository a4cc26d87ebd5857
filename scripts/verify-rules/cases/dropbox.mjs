/*
rule: services/dropbox
packages: { dropbox: latest }
*/
import { Dropbox } from 'dropbox';

const client = new Dropbox({ accessToken: 'dummy' });
await Promise.allSettled([client.usersGetCurrentAccount(), client.filesUpload({ path: '/a', contents: 'hi' })]);
