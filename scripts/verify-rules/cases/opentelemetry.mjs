/*
rule: clients/opentelemetry
packages: { '@opentelemetry/exporter-trace-otlp-http': latest }
*/
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';

const exporter = new OTLPTraceExporter({ url: 'https://traces.example.com/v1/traces', timeoutMillis: 2000 });
await new Promise((resolve) => {
  exporter.export([], resolve);
});
