/*
rule: services/google-apis
packages: { googleapis: latest }
*/
import { google } from 'googleapis';

const drive = google.drive({ version: 'v3', auth: 'dummy' });
await drive.files.list();
