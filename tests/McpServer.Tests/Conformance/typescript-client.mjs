// The official TypeScript client, as an application uses it. Prints what it saw, as one line of JSON.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const client = new Client({ name: 'typescript-client', version: '1.0.0' });
const transport = new StreamableHTTPClientTransport(new URL(process.argv[2]));
await client.connect(transport);

const progress = [];
const seen = {
  tools: (await client.listTools()).tools.map(tool => tool.name),
  sum: (await client.callTool({ name: 'add_numbers', arguments: { a: 2, b: 2 } })).content[0].text,
  refused: (await client.callTool({ name: 'add_numbers', arguments: { a: 2 } })).isError,
  done: (await client.callTool({ name: 'odd_progress' }, undefined, { onprogress: step => progress.push(step.progress) })).content[0].text,
  prompt: (await client.getPrompt({ name: 'solve_word_problem', arguments: { problem: '2+2' } })).messages.length,
  resource: (await client.readResource({ uri: 'timezones://region/Europe' })).contents[0].text.includes('Europe/Berlin'),
  unknown: await client.callTool({ name: 'no_such_tool' }).then(() => 0, error => error.code),
  session: transport.sessionId ?? null,
  version: transport.protocolVersion,
  progress,
};
await transport.terminateSession();
await client.close();
console.log(JSON.stringify(seen));
