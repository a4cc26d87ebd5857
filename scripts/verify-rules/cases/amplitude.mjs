/*
rule: services/amplitude
packages: { '@amplitude/analytics-node': latest }
*/
import * as amplitude from '@amplitude/analytics-node';

amplitude.init('dummy');
amplitude.track('hi', undefined, { user_id: 'somebody' });
await amplitude.flush().promise;
