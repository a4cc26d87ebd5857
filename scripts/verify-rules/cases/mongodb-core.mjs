/*
rule: clients/mongodb
packages: { mongodb-core: latest }
*/
import mongo from 'mongodb-core';

const server = new mongo.Server({ host: 'db.example.com', port: 27017, reconnect: false, connectionTimeout: 1000 });
await new Promise((resolve) => {
  server.on('error', resolve);
  server.on('close', resolve);
  server.connect();
});
