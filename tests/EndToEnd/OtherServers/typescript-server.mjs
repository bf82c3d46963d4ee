// A server of the TypeScript SDK, with what makes clients stumble. Its first argument is the era: "modern" refuses clients
// of before 2026-07-28, "both" serves them statelessly; with "gallery" as its second it offers more.
import { createServer } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { McpServer, createMcpHandler } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { registerGallery } from './typescript-gallery.mjs';

const shape = z.union([
  z.object({ kind: z.literal('circle'), radius: z.number().positive() }),
  z.object({ kind: z.literal('square'), side: z.number().positive() }),
]);
const node = z.object({ name: z.string(), get children() { return z.array(node).optional(); } });
const text = (value) => ({ content: [{ type: 'text', text: value }] });

const hasGallery = process.argv[3] === 'gallery';
let isGrown = false;

function build() {
  const server = new McpServer({ name: 'typescript', version: '1.0.0' }, { capabilities: hasGallery ? { logging: {} } : {} });
  server.registerTool('add', {
    description: 'Adds two numbers.',
    inputSchema: z.object({ a: z.number(), b: z.number().nullable() }),
    annotations: { readOnlyHint: true },
  }, ({ a, b }) => text(String(a + (b ?? 0))));
  server.registerTool('area', {
    description: 'The area of a shape.', inputSchema: z.object({ shape }),
  }, ({ shape: s }) => text(String(s.kind === 'square' ? s.side * s.side : Math.round(Math.PI * s.radius * s.radius))));
  server.registerTool('depth', {
    description: 'How deep a tree is.', inputSchema: z.object({ tree: node }),
  }, ({ tree }) => text(String((function deep(n) { return 1 + Math.max(0, ...(n.children ?? []).map(deep)); })(tree))));
  server.registerTool('report', {
    description: 'A structured report.', outputSchema: z.object({ temperature: z.number(), words: z.array(z.string()) }),
  }, () => {
    const structuredContent = { temperature: 21.5, words: ['dry', 'bright'] };
    return { structuredContent, content: [{ type: 'text', text: JSON.stringify(structuredContent) }] };
  });
  server.registerTool('fail', { description: 'Always fails.' }, () => ({ ...text('this is why'), isError: true }));
  server.registerTool('grow', { description: 'Adds a tool.' }, () => {
    isGrown = true;
    handler.notify.toolsChanged();
    return text('grown');
  });
  if (isGrown)
    server.registerTool('grown', { description: 'Came later.' }, () => text('here'));
  if (hasGallery)
    registerGallery(server);
  return server;
}

const handler = createMcpHandler(build, { legacy: process.argv[2] === 'modern' ? 'reject' : 'stateless' });
createServer(toNodeHandler(handler)).listen(0);
