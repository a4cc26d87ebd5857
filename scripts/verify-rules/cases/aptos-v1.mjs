/*
rule: services/aptos
packages: { aptos: latest }
*/
import { Network, Provider } from 'aptos';

const provider = new Provider(Network.TESTNET);
await Promise.allSettled([provider.getIndexerLedgerInfo(), provider.getLedgerInfo()]);
