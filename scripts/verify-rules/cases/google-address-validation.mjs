/*
rule: services/google-maps
packages: { '@googlemaps/addressvalidation': latest }
explanations:
  169.254.169.254: google-auth-library asks the metadata service whether the machine is one of Google Cloud
*/
import { AddressValidationClient } from '@googlemaps/addressvalidation';

const client = new AddressValidationClient({ apiKey: 'dummy' });
await client.validateAddress({ address: { addressLines: ['1 Main Street'] } }, { timeout: 2000 });
