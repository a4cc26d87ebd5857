/*
rule: services/clerk
packages: { '@clerk/backend': latest }
*/
import { createClerkClient } from '@clerk/backend';

const clerk = createClerkClient({ secretKey: 'sk_test_dummy' });
await clerk.users.getUserList();
