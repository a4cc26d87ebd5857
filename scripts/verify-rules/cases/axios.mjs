/*
rule: clients/axios
packages: { axios: latest }
*/
import axios from 'axios';

const client = axios.create({ baseURL: 'https://api.example.com' });
await client.get('/things');
