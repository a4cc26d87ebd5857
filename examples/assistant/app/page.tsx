'use client';

import { useState } from 'react';

export default function Page() {
  const [reply, setReply] = useState('');

  async function ask(question: string): Promise<void> {
    const response = await fetch('/api/chat', { method: 'POST', body: JSON.stringify({ question }) });
    setReply(await response.text());
  }

  return (
    <main>
      <img src="https://cdn.acme.example/assistant.svg" alt="" width={48} height={48} />
      <input placeholder="https://example.com/page-to-summarise" onBlur={(event) => void ask(event.target.value)} />
      <p>{reply}</p>
    </main>
  );
}
