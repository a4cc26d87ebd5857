/*
rule: services/telegram
packages: { telegraf: latest }
*/
import { Telegraf } from 'telegraf';

const bot = new Telegraf('1:dummy');
await bot.telegram.getMe();
