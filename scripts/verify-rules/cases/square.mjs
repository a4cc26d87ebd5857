/*
rule: services/square
packages: { square: latest }
*/
import { SquareClient, SquareEnvironment } from 'square';

const production = new SquareClient({ token: 'dummy' });
const sandbox = new SquareClient({ token: 'dummy', environment: SquareEnvironment.Sandbox });
await Promise.allSettled([production, sandbox].map((client) => client.locations.list({ maxRetries: 0 })));
