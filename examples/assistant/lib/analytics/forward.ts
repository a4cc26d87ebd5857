import { request } from '@acme/http';
import { endpoints } from '@/lib/endpoints';

/** Tells the warehouse what happened in a conversation. */
export async function forward(userId: string, event: string, properties: Record<string, unknown>): Promise<void> {
  await request(endpoints.segment, '/track', { body: { userId, event, properties }, token: process.env.SEGMENT_KEY });
}
