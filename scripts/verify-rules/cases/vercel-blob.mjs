/*
rule: services/vercel-blob
packages: { '@vercel/blob': latest }
env: { BLOB_READ_WRITE_TOKEN: vercel_blob_rw_store_dummy }
*/
import { list, put } from '@vercel/blob';

await Promise.allSettled([put('a.txt', 'hi', { access: 'public' }), list()]);
