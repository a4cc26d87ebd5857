/*
rule: services/statsig
packages: { statsig-node: latest }
*/
import Statsig from 'statsig-node';

await Statsig.initialize('secret-dummy', { initTimeoutMs: 2000 });
Statsig.logEvent({ userID: 'me' }, 'hi');
await Statsig.flush();
