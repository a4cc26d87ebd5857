/*
rule: services/expo-push
packages: { expo-server-sdk: latest }
*/
import { Expo } from 'expo-server-sdk';

const expo = new Expo();
await expo.sendPushNotificationsAsync([{ to: 'ExponentPushToken[dummy]', body: 'hi' }]);
