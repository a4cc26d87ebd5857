/** What is kept by calls of one function is read more than once: each read may find what another call left. */
import { expect, test } from 'vitest';
import { analyzeText } from '../helpers/analyze-text.ts';

function hostsOf(main: string): readonly string[] {
  return analyzeText({ 'main.ts': main }).destinations.flatMap(({ hosts }) => hosts);
}

test('a variable that a function sets is read before and after it is set again', () => {
  const found = hostsOf(`
let region = 'eu';
function use(next: string) { region = next; }
use('us');
const primary = region;
use('ap');
fetch(\`https://\${primary}.\${region}.mirror-lane.com\`);`);
  expect(found).toContain('us.ap.mirror-lane.com');
});

test('two instances that escape are told different things by one method', () => {
  const found = hostsOf(`
class Zone { name = 'eu'; to(name: string) { this.name = name; } }
const [one, other] = [new Zone(), new Zone()];
one.to('us');
other.to('ap');
fetch(\`https://\${one.name}.\${other.name}.mirror-lane.com\`);`);
  expect(found).toContain('us.ap.mirror-lane.com');
});

test('what one call gives is not mixed with what another gives in the function that is called', () => {
  const found = hostsOf(`
function ask(name: string) { return fetch(\`https://\${name}.\${name}.mirror-lane.com\`); }
class Client { constructor(private name: string) {} ask() { return fetch(\`https://\${this.name}.\${this.name}.client-lane.com\`); } }
ask('us');
ask('ap');
export const clients = [new Client('us'), new Client('ap')];
export const go = (client: Client) => client.ask();`);
  expect(found.toSorted()).toEqual([
    'ap.ap.client-lane.com',
    'ap.ap.mirror-lane.com',
    'us.us.client-lane.com',
    'us.us.mirror-lane.com',
  ]);
});

test.each(['class State { static host = "eu"; }', 'class Kept { host = "eu"; } const State = new Kept();'])(
  'what is kept is read to be kept again: %s',
  (declared) => {
    const found = hostsOf(`
${declared}
function keep(host: string) { State.host = host; }
keep('us');
keep('mirror.' + State.host);
fetch(\`https://\${State.host}.mirror-lane.com\`);`);
    expect(found).toContain('mirror.*.mirror-lane.com');
  },
);
