/*
rule: clients/sui
packages: { '@mysten/sui.js': latest }
*/
import { SuiClient, getFullnodeUrl } from '@mysten/sui.js/client';
import { getFaucetHost, requestSuiFromFaucetV1 } from '@mysten/sui.js/faucet';

const client = new SuiClient({ url: getFullnodeUrl('testnet') });
await client.getRpcApiVersion().catch(() => {});
await requestSuiFromFaucetV1({ host: getFaucetHost('devnet'), recipient: '0x1' });
