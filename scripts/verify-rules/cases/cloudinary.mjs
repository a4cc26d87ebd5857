/*
rule: services/cloudinary
packages: { cloudinary: latest }
*/
import { v2 as cloudinary } from 'cloudinary';

cloudinary.config({ cloud_name: 'mine', api_key: 'key', api_secret: 'secret' });
await cloudinary.uploader.upload('data:text/plain;base64,aGk=');
