/*
rule: services/mixpanel
packages: { mixpanel: latest }
*/
import Mixpanel from 'mixpanel';

const mixpanel = Mixpanel.init('dummy');
mixpanel.track('hi', { distinct_id: 'me' });
