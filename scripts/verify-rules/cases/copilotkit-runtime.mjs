/*
rule: services/copilotkit-cloud
packages: { '@copilotkit/runtime': latest, hono: ^4 }
explanations:
  api.segment.io: only one report in twenty goes there
*/
import { CopilotRuntime, copilotRuntimeNodeHttpEndpoint, ExperimentalEmptyAdapter } from '@copilotkit/runtime';

const runtime = new CopilotRuntime({ agents: {} });
copilotRuntimeNodeHttpEndpoint({ runtime, serviceAdapter: new ExperimentalEmptyAdapter(), endpoint: '/api' });
await new Promise((resolve) => setTimeout(resolve, 2000));
