/*
rule: services/stripe
packages: { stripe: latest }
*/
import Stripe from 'stripe';

const stripe = new Stripe('sk_test_dummy');
await stripe.balance.retrieve();
