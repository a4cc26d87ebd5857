/*
rule: clients/amqplib
packages: { amqplib: latest }
*/
import amqp from 'amqplib';

await amqp.connect('amqps://me:dummy@queue.example.com');
