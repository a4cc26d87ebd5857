/*
rule: services/square
packages: { square: latest }
*/
import { SquareClient, SquareEnvironment } from 'square';

const client = new SquareClient({ token: 'dummy', environment: SquareEnvironment.Sandbox });
await client.locations.list({ maxRetries: 0 });
