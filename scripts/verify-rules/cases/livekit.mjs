/*
rule: services/livekit
packages: { livekit-server-sdk: latest }
*/
import { RoomServiceClient } from 'livekit-server-sdk';

const client = new RoomServiceClient('https://mine.livekit.cloud', 'key', 'secret');
await client.listRooms();
