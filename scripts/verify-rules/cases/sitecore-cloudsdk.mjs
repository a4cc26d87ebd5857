/*
rule: services/sitecore
packages: { '@sitecore-cloudsdk/core': latest }
*/
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { CloudSDK } = require('@sitecore-cloudsdk/core/server');

const request = { headers: {}, cookies: {} };
const response = { setHeader: () => {} };
const settings = { sitecoreEdgeContextId: 'x', siteName: 'site', cookieDomain: 'localhost', enableServerCookie: true };
await CloudSDK(request, response, settings).initialize();
