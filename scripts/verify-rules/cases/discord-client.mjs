/*
rule: services/discord
packages: { discord.js: latest }
*/
import { Client, GatewayIntentBits } from 'discord.js';

const client = new Client({ intents: [GatewayIntentBits.Guilds] });
await client.login('dummy');
