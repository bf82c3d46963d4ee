using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace AgentStack.Tests.Shared.Scripted;

/// <summary>The sessions that a scripted MCP server has handed out, and what it has to say in each by itself.</summary>
internal sealed class ScriptedSessions
{
    public const string Header = "Mcp-Session-Id";

    private readonly ConcurrentDictionary<string, Channel<JsonObject>> _sessions = new(StringComparer.Ordinal);

    public bool IsKnown(string id) => _sessions.ContainsKey(id);

    public string Begin()
    {
        var id = Guid.NewGuid().ToString("D");
        _sessions[id] = Channel.CreateUnbounded<JsonObject>();
        return id;
    }

    public void EndAll()
    {
        foreach (var id in _sessions.Keys)
            End(id);
    }

    public void Tell(string method)
    {
        foreach (var session in _sessions.Values)
            session.Writer.TryWrite(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method });
    }

    /// <summary>GET opens the stream for what the server has to say by itself; DELETE ends the session.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        var id = http.Request.Headers[Header].ToString();
        if (!_sessions.TryGetValue(id, out var session))
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (HttpMethods.IsDelete(http.Request.Method))
            End(id);
        else
            await StreamAsync(http, session.Reader);
    }

    private void End(string id)
    {
        if (_sessions.TryRemove(id, out var session))
            session.Writer.Complete();
    }

    private static async Task StreamAsync(HttpContext http, ChannelReader<JsonObject> messages)
    {
        http.Response.ContentType = ScriptedReplies.EventStream;
        await http.Response.Body.FlushAsync();
        try
        {
            await foreach (var message in messages.ReadAllAsync(http.RequestAborted))
            {
                await http.Response.WriteAsync(ScriptedReplies.Event(message.ToJsonString()), http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The client has gone.
        }
    }
}
