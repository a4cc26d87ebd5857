/*
rule: services/discord
packages: { discord.js: latest }
answers:
  discord.com:
    url: wss://gateway.discord.gg
    shards: 1
    session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 }
*/
import { Client, GatewayIntentBits } from 'discord.js';

const client = new Client({ intents: [GatewayIntentBits.Guilds] });
await client.login('dummy');
