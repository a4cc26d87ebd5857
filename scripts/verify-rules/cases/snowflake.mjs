/*
rule: services/snowflake
packages: { snowflake-sdk: latest }
explanations:
  169.254.169.254: the metadata service of the machine, asked for the cloud platform that it runs on
  metadata.google.internal: the same on Google Cloud
*/
import snowflake from 'snowflake-sdk';

const connection = snowflake.createConnection({ account: 'mine-account', username: 'me', password: 'dummy' });
await new Promise((resolve) => {
  connection.connect(resolve);
});
