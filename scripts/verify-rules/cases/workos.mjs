/*
rule: services/workos
packages: { '@workos-inc/node': latest }
*/
import { WorkOS } from '@workos-inc/node';

const workos = new WorkOS('sk_dummy');
await workos.organizations.listOrganizations();
