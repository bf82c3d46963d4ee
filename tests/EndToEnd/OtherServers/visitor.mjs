// A client of the TypeScript SDK: reads requests as JSON lines, sends them one after the other, writes what it makes of the
// answers, and last what it was told meanwhile. Its arguments are the server's address and the era, "legacy" or "auto".
import { createInterface } from 'node:readline';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const [, , server, mode] = process.argv;
const client = new Client({ name: 'visitor', version: '1.0.0' }, { versionNegotiation: { mode } });
await client.connect(new StreamableHTTPClientTransport(new URL(server)));
const told = [];
const onprogress = ({ progress, total, message }) => told.push({ progress, total, message });
client.setNotificationHandler('notifications/message', ({ params }) => { told.push(params); });

for await (const line of createInterface({ input: process.stdin })) {
  const { method, params, wantsProgress } = JSON.parse(line);
  try {
    console.log(JSON.stringify(await client.request({ method, params }, wantsProgress ? { onprogress } : {})));
  } catch (error) {
    console.log(JSON.stringify({ error: { code: error.code ?? error.name, message: error.message } }));
  }
}

console.log(JSON.stringify(told));
await client.close();
