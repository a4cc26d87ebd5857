/*
rule: services/telegram
packages: { grammy: latest }
*/
import { Bot } from 'grammy';

const bot = new Bot('1:dummy');
await bot.api.getMe();
