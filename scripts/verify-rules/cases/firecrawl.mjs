/*
rule: services/firecrawl
packages: { '@mendable/firecrawl-js': latest }
*/
import Firecrawl from '@mendable/firecrawl-js';

const client = new Firecrawl({ apiKey: 'fc-dummy' });
await client.scrape('https://example.com');
