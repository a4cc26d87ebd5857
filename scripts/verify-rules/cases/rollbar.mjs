/*
rule: services/rollbar
packages: { rollbar: latest }
*/
import Rollbar from 'rollbar';

const rollbar = new Rollbar({ accessToken: 'dummy' });
rollbar.error('hi');
