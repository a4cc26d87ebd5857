/*
rule: services/plaid
packages: { plaid: latest }
explanations:
  (unknown): a rule cannot say yet what a constant of an SDK is, so PlaidEnvironments is reported as unknown besides both hosts
*/
import { Configuration, PlaidApi, PlaidEnvironments } from 'plaid';

const clientFor = (basePath) =>
  new PlaidApi(
    new Configuration({ basePath, baseOptions: { headers: { 'PLAID-CLIENT-ID': 'id', 'PLAID-SECRET': 'secret' } } }),
  );
await Promise.allSettled([
  clientFor(PlaidEnvironments.sandbox).categoriesGet({}),
  clientFor(PlaidEnvironments.production).categoriesGet({}),
]);
