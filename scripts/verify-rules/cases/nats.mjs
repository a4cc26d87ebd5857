/*
rule: clients/nats
packages: { nats: latest }
*/
import { connect } from 'nats';

await connect({ servers: 'tls://bus.example.com:4222', reconnect: false, timeout: 2000 });
