/*
rule: services/lokalise
packages: { lokalise-file-exchange: latest }
*/
import { LokaliseDownload } from 'lokalise-file-exchange';

const download = new LokaliseDownload({ apiKey: 'dummy' }, { projectId: 'x', retryParams: { maxRetries: 0 } });
await download.downloadTranslations({ downloadFileParams: { format: 'json' } });
