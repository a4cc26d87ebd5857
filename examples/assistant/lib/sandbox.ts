import { Sandbox } from '@e2b/code-interpreter';

/** Code that the model writes runs there and nowhere else. */
export async function runCode(code: string): Promise<string> {
  const sandbox = await Sandbox.create({ timeoutMs: 60_000 });
  try {
    const execution = await sandbox.runCode(code);
    return execution.text ?? '';
  } finally {
    await sandbox.kill();
  }
}
