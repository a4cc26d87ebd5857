/*
rule: services/mailchimp
packages: { '@mailchimp/mailchimp_transactional': latest }
*/
import mailchimp from '@mailchimp/mailchimp_transactional';

const client = mailchimp('dummy');
await client.users.ping();
