/*
rule: services/razorpay
packages: { razorpay: latest }
*/
import Razorpay from 'razorpay';

const client = new Razorpay({ key_id: 'id', key_secret: 'secret' });
await client.orders.all();
