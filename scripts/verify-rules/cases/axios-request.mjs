/*
rule: clients/axios
packages: { axios: latest }
*/
import axios from 'axios';

await axios({ url: 'https://api.example.com/things' });
