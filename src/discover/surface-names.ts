/** The names that say where code runs: conventions of frameworks and habits of repositories, as data. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Folders that hold tests whatever stands around them. */
export const TEST_FOLDERS = set('__tests__ __test__ __mocks__ __fixtures__ __snapshots__ __e2e__ .storybook');

/** Folders that hold tests unless they are a route: `app/tests/page.tsx` is a page. */
export const LIKELY_TEST_FOLDERS = set('test tests e2e fixtures test-utils testutils test-helpers');

/** The same by how they end: `src/e2e-tests`, `src/browser-tests`. */
export const TEST_FOLDER_ENDING = /[-.](?:e2e|tests)$/;

/** Folders that hold tests at the top of a component or of its sources; deeper they are features (`lib/playwright`). */
export const TOP_TEST_FOLDERS = set(
  'cypress playwright spec specs testing mocks benchmark benchmarks bench stories evals conformance',
);

/** Folders beside the product at the top of a component. `docs` counts only where it is not a component itself. */
export const TOP_EXAMPLE_FOLDERS = set(
  'example examples demo demos sample samples playground playgrounds docs doc documentation',
);

/** Folders of components that are not shipped: the workspace package stands inside one. */
export const UNSHIPPED_COMPONENTS = set(
  'example examples demo demos sample samples playground playgrounds test tests e2e fixtures __tests__ __fixtures__ cypress benchmark benchmarks bench test-utils',
);

/** Where deployed components stand: a playground in `apps/` is an application. */
export const SHIPPED_PARENTS = set('apps app sites services websites');

/** Folders of the pipeline. */
export const CI_FOLDERS = set(
  '.ci .evergreen .github .circleci .gitlab .buildkite .husky .azure-pipelines .drone .woodpecker .forgejo .gitea .semaphore .teamcity .tekton',
);

/** Folders of helpers that people and pipelines run by hand, at the top of a component. */
export const SCRIPT_FOLDERS = set('script scripts hack tool tools task tasks');

/** Folders of programs that change a database. */
export const DATABASE_SCRIPT_FOLDERS = set('migrations migrate seed seeds seeders seeding');

/** Folders whose code runs on a server in every framework. */
export const SERVER_FOLDERS = set(
  '.server server servers backend server-only lambda lambdas netlify edge-functions convex emails resolvers controllers middlewares',
);

/** Folders whose code a browser loads as it stands. */
export const ASSET_FOLDERS = set('public static www');

/** Folders whose code runs in a browser wherever the component has a user interface. */
export const BROWSER_FOLDERS = set(
  'components component hooks ui widgets layouts screens composables primitives content-scripts',
);

/** Folders that mean the same near the top of a component; deeper they are parts of anything (`upload/providers`). */
export const TOP_BROWSER_FOLDERS = set(
  'client browser frontend context contexts providers store stores views renderer preload popup',
);

/** Folders at the top of a component, or of its sources, whose files become routes by their place. */
export const ROUTE_FOLDERS = set('app pages routes');

/** Configuration that the running program reads, though it is named like a build tool's. */
export const RUNTIME_CONFIGS = set(
  'auth.config payload.config site.config app.config firebase.config sanity.config env.config',
);

/** Configuration of test runners. */
export const TEST_CONFIG =
  /^(?:jest|vitest|playwright|cypress|karma|wdio|ava|mocha|codecept|nightwatch)(?:[.-][\w.-]+)?$|^\.mocharc$/;

/** The same wherever it stands: a folder may be a package that no workspace names. */
export const RUNNER_CONFIG =
  /^(?:jest|vitest|playwright|cypress|karma|wdio|codecept|nightwatch)\.conf(?:ig)?(?:[.-][\w-]+)*$/;

/** Files that tests are written in, or prepared by. */
export const TEST_FILE =
  /\.(?:test|tests|spec|specs|eval|e2e|e2e-spec|cy|bench|stories|story|mock|mocks|fixture|fixtures|test-d)$|\.(?:test|spec)\.[\w-]+$|^(?:setup-?tests?|test-?(?:utils?|helpers?|setup))$/i;

/** Words in paths of what is written for tests, where nothing but tests imports it. */
export const TEST_WORD =
  /^(?:test|tests|testing|e2e|specs?|mocks?|mocked|fixtures?|stubs?|fakes?|dummy|story|stories|storybook|vitest|jest|mocha|playwright|cypress|bench|benchmarks?|integration|harness|samples?|examples?|demos?|seeds?|assert|assertions?|helpers?)$/i;

/**
 * Service workers by their names: those that authors write, those of Firebase and Angular, and the chunks of Workbox (workbox-build 7.4.1,
 * build/lib/bundle.js: `manualChunks`, `hashCharacters`).
 */
export const SERVICE_WORKER =
  /^(?:service[-_]?worker|sw|firebase-messaging-sw|ngsw-worker|workbox-(?:sw|[\da-f]{8,}))$/i;

/** Files that build something, at the top of a component. */
export const BUILD_SCRIPT = /^(?:build|esbuild|webpack|rollup|vite|tsup|rspack|gulp|grunt)(?:[.-][\w.-]+)?$/i;

/** Configuration of tools that build, wherever it stands. */
export const BUILD_CONFIG =
  /^(?:(?:webpack|rollup|vite|esbuild|tsup|tsdown|rspack|rsbuild|parcel|metro|babel|next|nuxt|astro|svelte|remix|react-router|gatsby|vue|craco|tailwind|postcss|eslint|prettier|commitlint|lint-staged)\.conf(?:ig)?(?:[.-][\w.-]+)?|workbox-config|gulpfile|gruntfile|jakefile|setupProxy|\.[\w-]+rc)$/i;

/** Folders at the top of a component where tools look for their configuration: `.config/prisma.ts`. */
export const CONFIG_FOLDERS = set('.config');

/** Dependencies that give a component a user interface. */
export const UI_PACKAGES: readonly string[] = [
  'react react-dom preact vue svelte solid-js lit lit-element alpinejs jquery backbone ember-source mithril htmx.org',
  '@angular/core @builder.io/qwik react-native expo electron wxt plasmo @types/chrome next nuxt astro gatsby',
  '@remix-run/react react-router @sveltejs/kit @tanstack/react-start vite @ionic/core',
].flatMap((line) => line.split(' '));

/** Dependencies that draw on a terminal what others draw in a page. */
export const TERMINAL_PACKAGES: readonly string[] = ['ink', '@opentui/react', '@opentui/solid'];

/** Of the dependencies that give a user interface, those that do not say where it is drawn. */
export const LIBRARIES_OF_COMPONENTS = set('react solid-js');

/** Dependencies that make a component serve, or run beside a server. */
export const SERVER_PACKAGES: readonly string[] = [
  'next nuxt express fastify koa hono h3 nitropack nitro polka restify elysia micro @hapi/hapi @nestjs/core @adonisjs/core @feathersjs/feathers',
  '@sveltejs/kit @remix-run/node @remix-run/cloudflare @remix-run/server-runtime @remix-run/serve @react-router/node @react-router/dev',
  '@react-router/cloudflare @react-router/serve @tanstack/react-start @solidjs/start @trpc/server @apollo/server apollo-server graphql-yoga',
  'firebase-functions @google-cloud/functions-framework aws-lambda @types/aws-lambda serverless wrangler @cloudflare/workers-types',
  '@vercel/node @netlify/functions bullmq discord.js @slack/bolt payload @keystone-6/core @strapi/strapi @redwoodjs/api electron',
  'preact-render-to-string posthog-node @sentry/node @botpress/sdk @activepieces/pieces-framework n8n-workflow zapier-platform-core',
  '@react-email/components @react-email/render react-email nodemailer prisma @prisma/client drizzle-orm typeorm mongoose pg mysql2 ioredis',
].flatMap((line) => line.split(' '));

/** Of these, what a page depends on as well: for the types of what a server answers. */
export const LIBRARIES_OF_SERVERS = set('@trpc/server');

/** Packages whose importer runs on a server. */
export const SERVING_PACKAGES = set(
  'express fastify koa hono h3 nitropack polka restify elysia micro @hapi/hapi @nestjs/core @adonisjs/core @apollo/server apollo-server graphql-yoga aws-lambda @trpc/server ' +
    'bullmq discord.js @slack/bolt nodemailer @prisma/client typeorm mongoose pg mysql2 ioredis better-sqlite3 dotenv dotenv/config electron electron/main',
);

/** Frameworks that make routes of files by their place. */
export const ROUTING_PACKAGES: readonly string[] = [
  'next nuxt astro gatsby @sveltejs/kit @remix-run/react @remix-run/node @react-router/dev @react-router/node @tanstack/react-start',
  '@solidjs/start expo-router @analogjs/platform @redwoodjs/web',
].flatMap((line) => line.split(' '));
