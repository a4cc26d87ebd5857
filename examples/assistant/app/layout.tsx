import { Inter } from 'next/font/google';
import type { ReactNode } from 'react';
import { Analytics } from './analytics';

const inter = Inter({ subsets: ['latin'] });

export default function Layout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en" className={inter.className}>
      <body>
        <Analytics />
        {children}
        <footer>
          <a href="https://acme.example/privacy">Privacy</a>
        </footer>
      </body>
    </html>
  );
}
