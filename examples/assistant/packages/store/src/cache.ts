import { Redis } from '@upstash/redis';

const redis = Redis.fromEnv();

export async function remember(key: string, value: string): Promise<void> {
  await redis.set(key, value, { ex: 3600 });
}

export async function recall(key: string): Promise<string | null> {
  return redis.get<string>(key);
}
