/*
rule: services/amplitude
packages: { '@amplitude/analytics-node': latest }
*/
import * as amplitude from '@amplitude/analytics-node';

await amplitude.init('dummy').promise;
amplitude.track('hi', undefined, { user_id: 'somebody' });
await amplitude.flush().promise;
