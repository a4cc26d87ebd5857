import { createClient } from '@deepgram/sdk';

const deepgram = createClient(process.env.DEEPGRAM_API_KEY);

export async function transcribe(audio: Buffer): Promise<string> {
  const { result } = await deepgram.listen.prerecorded.transcribeFile(audio, { model: 'nova-2' });
  return result?.results.channels[0]?.alternatives[0]?.transcript ?? '';
}
