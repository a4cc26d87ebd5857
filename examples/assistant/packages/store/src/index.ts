export { remember, recall } from './cache';
export { endpointsOf, nearestPassages, saveFile, type Endpoint } from './database';
