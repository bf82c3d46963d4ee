// What a server can say, for whoever stands before it to pass on as it is: every kind of content, metadata, progress, log
// messages, and calls that are given up.
import { ResourceTemplate } from '@modelcontextprotocol/server';
import * as z from 'zod';

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const silence = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=';
const text = (value) => ({ content: [{ type: 'text', text: value }] });
const room = (name, uri) => ({ contents: [{ uri, mimeType: 'text/plain', text: `The room ${name}.`, _meta: { 'example.com/floor': 2 } }] });

let waiting = 0;
let abandoned = 0;

export function registerGallery(server) {
  server.registerTool('gallery', {
    title: 'All there is',
    description: 'One of each. Größe, 日本語, \u{1F5BC}.',
    outputSchema: z.object({ rooms: z.number(), price: z.number(), names: z.array(z.string().nullable()) }),
    annotations: { title: 'Gallery', readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    icons: [{ src: 'https://example.com/icon.png', mimeType: 'image/png', sizes: ['48x48'] }],
    _meta: { 'example.com/curator': { name: 'Ada', since: 1843 } },
  }, () => ({
    content: [
      { type: 'text', text: 'A <text> & "more" \u00e9 \u{1F600}', annotations: { audience: ['user'], priority: 0.5 }, _meta: { 'example.com/n': 1 } },
      { type: 'image', data: pixel, mimeType: 'image/png', annotations: { audience: ['assistant'] } },
      { type: 'audio', data: silence, mimeType: 'audio/wav' },
      { type: 'resource_link', uri: 'gallery://plan', name: 'plan', title: 'Plan', description: 'Where what is.', mimeType: 'text/plain' },
      { type: 'resource', resource: { uri: 'gallery://plan', mimeType: 'text/plain', text: 'Left, then right.', _meta: { 'example.com/v': '1' } } },
      { type: 'resource', resource: { uri: 'gallery://picture', mimeType: 'image/png', blob: pixel } },
    ],
    structuredContent: { rooms: 3, price: 12.5, names: ['east', null, 'west'] },
    _meta: { 'example.com/seen': { by: [1, 2.5, true, null] } },
  }));
  server.registerTool('refuse', { description: 'Fails, with more than words.' }, () => (
    { ...text('closed today'), isError: true, _meta: { 'example.com/until': 'tomorrow' } }));
  server.registerTool('told', { description: 'The metadata of the call, as it arrived here.' }, (ctx) => {
    const { progressToken, ...rest } = ctx.mcpReq._meta ?? {};
    return text(JSON.stringify(rest));
  });
  server.registerTool('steps', { description: 'Tells how far it is, and what it thinks.' }, async (ctx) => {
    const progressToken = ctx.mcpReq._meta?.progressToken;
    for (const progress of [1, 2, 3]) {
      await ctx.mcpReq.log('info', { step: progress }, 'steps');
      if (progressToken !== undefined)
        await ctx.mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, total: 3, message: `step ${progress}` } });
    }
    return text('there');
  });
  server.registerTool('wait', { description: 'Ends when its caller is gone.' }, (ctx) => new Promise((resolve) => {
    waiting++;
    ctx.mcpReq.signal.addEventListener('abort', () => {
      abandoned++;
      resolve(text('gone'));
    });
  }));
  server.registerTool('waits', { description: 'How many calls of wait came, and how many were given up.' }, () => text(`${waiting}/${abandoned}`));

  server.registerPrompt('guide', {
    title: 'A guide',
    description: 'Leads through the gallery.',
    argsSchema: z.object({ visitor: z.string().describe('Who comes.'), pace: z.string().optional() }),
  }, ({ visitor, pace }) => ({
    description: 'For one visitor.',
    messages: [
      { role: 'user', content: { type: 'text', text: `Lead ${visitor} ${pace ?? 'slowly'}.` } },
      { role: 'assistant', content: { type: 'image', data: pixel, mimeType: 'image/png' } },
      { role: 'user', content: { type: 'resource', resource: { uri: 'gallery://plan', mimeType: 'text/plain', text: 'Left, then right.' } } },
    ],
    _meta: { 'example.com/guide': true },
  }));
  server.registerResource('plan', 'gallery://plan', { title: 'Plan', description: 'Where what is.', mimeType: 'text/plain', size: 17 },
    (uri) => ({ contents: [{ uri: uri.href, mimeType: 'text/plain', text: 'Left, then right.' }] }));
  server.registerResource('picture', 'gallery://picture', { mimeType: 'image/png', annotations: { audience: ['user'], priority: 1 } },
    (uri) => ({ contents: [{ uri: uri.href, mimeType: 'image/png', blob: pixel }] }));
  server.registerResource('room', new ResourceTemplate('gallery://rooms/{name}', {
    list: undefined,
    complete: { name: (typed) => ['1 east', '1 west', '2'].filter((each) => each.startsWith(typed)) },
  }), { description: 'A room.', mimeType: 'text/plain' },
    (uri, { name }) => room(name, uri.href));
}
