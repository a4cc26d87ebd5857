/*
rule: services/twitter
packages: { twitter-api-v2: latest }
*/
import { TwitterApi } from 'twitter-api-v2';

const client = new TwitterApi('dummy');
await Promise.allSettled([client.v2.me(), client.v1.uploadMedia(Buffer.from('hi'), { mimeType: 'image/png' })]);
