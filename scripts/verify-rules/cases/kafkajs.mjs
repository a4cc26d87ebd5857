/*
rule: clients/kafkajs
packages: { kafkajs: latest }
*/
import { Kafka } from 'kafkajs';

const kafka = new Kafka({ brokers: ['broker.example.com:9092'], retry: { retries: 0 } });
await kafka.admin().connect();
