/*
rule: services/e2b
packages: { e2b: latest }
*/
import { Sandbox } from 'e2b';

await Sandbox.create({ apiKey: 'e2b_0123456789abcdef0123456789abcdef01234567' });
