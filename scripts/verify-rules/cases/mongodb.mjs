/*
rule: clients/mongodb
packages: { mongodb: latest }
*/
import { MongoClient } from 'mongodb';

const client = new MongoClient('mongodb://me:dummy@db.example.com:27017/mine', { serverSelectionTimeoutMS: 1000 });
await client.connect();
