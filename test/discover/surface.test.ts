import { describe, expect, it } from 'vitest';
import {
  componentFacts,
  guessSurface,
  refineSurface,
  surfaceOf,
  type SurfaceEvidence,
} from '../../src/discover/surface.ts';

const component = (folder: string, ...packages: readonly string[]) =>
  componentFacts({ folder, name: null, dependencies: Object.fromEntries(packages.map((name) => [name, '1'])) });

const TABLES = {
  configuration: [
    component('.', 'react'),
    `
    .gitlab-ci.yml                     ci
    .circleci/config.yml               ci
    azure-pipelines.yml                ci
    .devcontainer/devcontainer.json    script
    .devcontainer/Dockerfile           script
    .vscode/mcp.json                   script
    .mcp.json                          script
    docker-compose.dev.yml             script
    docker-compose-dev.yml             script
    docker/development/compose.yml     script
    devenv/docker-compose.yml          script
    compose.override.yaml              script
    docker-compose.test.yml            test
    docker/testing/compose.yml         test
    docker-compose.ci.yml              ci
    docker-compose.yml                 browser
    Dockerfile                         browser
    Dockerfile.dev                     script
    .env.test                          test
    .env.development                   script
    .env.dev-oci.example               script
    .env.example                       browser
    .env.local.example                 browser
    src/compose.ts                     browser
    website/playwright.config.ts       test
    website/vitest.config.unit.ts      test
    src/playwright.ts                  browser
    `,
  ],
  testsInAFolder: [
    component('build-tests/webpack5-test', 'react'),
    `
    src/index.ts                       test
    `,
  ],
  rendersOnTheServer: [
    component('integrations/crm', 'preact', 'preact-render-to-string'),
    `
    src/client.ts                      server
    `,
  ],
  next: [
    component('.', 'next', 'react'),
    `
    app/api/test/route.ts              server
    app/tools/page.tsx                 server
    app/(main)/docs/[slug]/page.tsx    server
    app/playground/chat.tsx            browser
    app/error.tsx                      browser
    app/page.test.tsx                  test
    app/__tests__/x.ts                 test
    src/app/examples/route.ts          server
    pages/api/test.ts                  server
    pages/demo/index.tsx               browser
    middleware.ts                      server
    src/middleware.ts                  server
    instrumentation.ts                 server
    instrumentation-client.ts          browser
    next.config.mjs                    build
    sentry.client.config.ts            browser
    sentry.server.config.ts            server
    sentry.edge.config.ts              server
    auth.config.ts                     server
    tailwind.config.ts                 build
    components/ui/button.tsx           browser
    hooks/use-user.ts                  browser
    lib/openai.ts                      server
    lib/trpc/server.ts                 server
    lib/supabase.client.ts             browser
    lib/ai/tools/weather.ts            server
    lib/playwright/browser.ts          server
    lib/hooks.test.ts                  test
    lib/hooks.test.circular.ts         test
    emails/welcome.tsx                 server
    public/sw.js                       browser
    public/index.html                  browser
    tests/login.ts                     test
    e2e/login.ts                       test
    src/e2e-tests/harness.ts           test
    evals/tone.ts                      test
    src/tone.eval.ts                   test
    cypress/support/e2e.ts             test
    jest.config.ts                     test
    vitest.setup.ts                    test
    src/setupTests.ts                  test
    docs/snippet.ts                    test
    examples/x/app/page.tsx            test
    scripts/import.ts                  script
    prisma/seed.ts                     script
    .config/prisma.ts                  build
    src/.config/prisma.ts              server
    db/migrations/0001.ts              script
    tools/prisma/schema.prisma         server
    supabase/functions/hello/index.ts  server
    .github/actions/x/index.js         ci
    .husky/install.mjs                 ci
    .storybook/main.ts                 test
    components/button.stories.tsx      test
    .eslintrc.cjs                      build
    build.mjs                          build
    `,
  ],
  express: [
    component('.', 'express'),
    `
    index.js             server
    src/app.ts           server
    src/routes/tests.ts  server
    src/hooks/x.ts       server
    src/components/x.ts  server
    src/client/s3.ts     server
    src/scripts/x.ts     script
    bin/www.js           server
    test/app.js          test
    spec/app.js          test
    src/testing/x.ts     test
    src/lib/spec/x.ts    server
    lib/x_test.ts        server
    src/vite.config.ts   build
    src/site.config.ts   server
    gulpfile.js          build
    tools/x.js           script
    dangerfile.ts        ci
    views/index.html     browser
    `,
  ],
  vite: [
    component('.', 'react', 'vite'),
    `
    src/main.tsx          browser
    src/api/client.ts     browser
    src/server/index.ts   server
    api/hello.ts          server
    netlify/functions/a.ts server
    src/scripts/menu.js   browser
    vite.config.ts        build
    index.html            browser
    `,
  ],
  remix: [
    component('.', '@remix-run/react', '@remix-run/node', 'react'),
    `
    app/entry.server.tsx         server
    app/entry.client.tsx         browser
    app/lib/.server/llm/model.ts server
    app/routes/api.chat.ts       server
    app/routes/_index.tsx        browser
    app/components/chat/a.ts     browser
    functions/[[path]].ts        server
    `,
  ],
  electron: [
    component('.', 'electron', 'react', 'vite'),
    `
    src/main/window.ts          server
    electron/index.ts           server
    electron/preload.ts         browser
    src/renderer.ts             browser
    src/ui/routes/request.tsx   browser
    src/renderer/store.ts       browser
    src/common/settings.ts      server
    `,
  ],
  'a program of a terminal': [
    component('packages/cli', 'ink', 'react'),
    `
    packages/cli/src/cli.tsx            server
    packages/cli/src/components/App.tsx server
    `,
  ],
  svelte: [
    component('.', '@sveltejs/kit', 'svelte'),
    `
    src/routes/api/x/+server.ts     server
    src/routes/+page.server.ts      server
    src/hooks.server.ts             server
    src/hooks.client.ts             browser
    src/lib/server/db.ts            server
    src/lib/components/x.ts         browser
    `,
  ],
  'a docs site': [component('apps/docs', 'next', 'react'), 'apps/docs/app/page.tsx server\n apps/docs/docs/x.ts test'],
  'an app named playground': [component('apps/playground', 'hono'), 'apps/playground/src/index.ts server'],
  'a package of end-to-end tests': [component('apps/web-e2e', 'react'), 'apps/web-e2e/src/app.ts test'],
  'an example': [component('examples/chat', 'next'), 'examples/chat/app/page.tsx test'],
  'a package named for tests': [component('packages/ab-test', 'express'), 'packages/ab-test/src/index.ts server'],
} as const;

describe.each(Object.entries(TABLES))('surfaceOf in %s', (_, [facts, table]) => {
  const rows = table
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/));
  it.each(rows)('%s is %s', (path = '', surface) => {
    expect(surfaceOf(path, facts)).toBe(surface);
  });
});

const NOTHING: SurfaceEvidence = {
  directives: [],
  importsServerOnly: false,
  importsServer: false,
  importsClientOnly: false,
  usesDom: false,
};

it.each<[string, Partial<SurfaceEvidence>, string]>([
  ['app/page.tsx', { directives: ['use client'] }, 'browser firm'],
  ['app/page.tsx', { usesDom: true }, 'server firm'],
  ['lib/x.ts', { usesDom: true }, 'browser likely'],
  ['lib/x.ts', { importsClientOnly: true }, 'browser firm'],
  ['components/x.tsx', { importsServerOnly: true }, 'server firm'],
  ['components/x.tsx', { directives: ['use server'] }, 'server firm'],
  ['components/x.tsx', {}, 'browser likely'],
  ['lib/x.test.ts', { directives: ['use client'] }, 'test firm'],
  ['next.config.ts', { importsServerOnly: true }, 'build firm'],
])('refines %s with %j to %s', (path, evidence, expected) => {
  const guess = refineSurface(guessSurface(path, component('.', 'next', 'react')), { ...NOTHING, ...evidence });
  expect(`${guess.surface} ${guess.firm ? 'firm' : 'likely'}`).toBe(expected);
});
