/*
rule: services/shopify
packages: { '@shopify/shopify-api': latest }
*/
import '@shopify/shopify-api/adapters/node';
import { ApiVersion, Session, shopifyApi } from '@shopify/shopify-api';

const shopify = shopifyApi({
  apiKey: 'key',
  apiSecretKey: 'secret',
  scopes: [],
  hostName: 'app.example.com',
  apiVersion: ApiVersion.January25,
  isEmbeddedApp: false,
});
const session = new Session({
  id: 'one',
  shop: 'mine.myshopify.com',
  state: '',
  isOnline: false,
  accessToken: 'dummy',
});
await new shopify.clients.Graphql({ session }).request('{ shop { name } }');
