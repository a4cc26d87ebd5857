/*
rule: services/discord
packages: { discord.js: latest }
*/
import { REST, Routes } from 'discord.js';

const rest = new REST({ retries: 0 }).setToken('dummy');
await rest.get(Routes.user('1'));
