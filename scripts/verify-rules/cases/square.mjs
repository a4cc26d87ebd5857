/*
rule: services/square
packages: { square: latest }
*/
import { SquareClient } from 'square';

const client = new SquareClient({ token: 'dummy' });
await client.locations.list({ maxRetries: 0 });
