/*
rule: services/azure-cosmos-db
packages: { '@azure/cosmos': latest }
*/
import { CosmosClient } from '@azure/cosmos';

const client = new CosmosClient({ endpoint: 'https://mine.documents.azure.com', key: 'ZHVtbXk=' });
await client.databases.readAll().fetchAll();
