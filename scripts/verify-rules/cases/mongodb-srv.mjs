/*
rule: clients/mongodb
packages: { mongodb: latest }
*/
import { MongoClient } from 'mongodb';

const client = new MongoClient('mongodb+srv://me:dummy@cluster.example.com/mine', { serverSelectionTimeoutMS: 1000 });
await client.connect();
