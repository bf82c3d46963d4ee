using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AgentStack.Tests.Shared.Scripted;

/// <summary>
/// A streamable HTTP MCP server that does as a test says. It speaks one revision, counts each run of a tool by the id in
/// its arguments, and fails at one step in one way until it is mended.
/// </summary>
public sealed class ScriptedServer
{
    private readonly ScriptedSession _session;
    private readonly ScriptedReply _reply;
    private readonly string _revision;
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<HttpRequestRecord> _requests = new();
    private (ScriptedFault Fault, ScriptedStep Step)? _broken;
    private int _hanging;
    private int _arrivals;

    internal ScriptedServer(Uri root, ScriptedSession session, ScriptedReply reply, string revision) =>
        (Root, _session, _reply, _revision) = (root, session, reply, revision);

    /// <summary>Its address without <c>/mcp</c>.</summary>
    public Uri Root { get; }

    public Uri Url => new($"{Root}/mcp");

    public Executions Executions { get; } = new();

    public IReadOnlyCollection<HttpRequestRecord> Requests => _requests;

    /// <summary>The tools, each as tools/list describes it.</summary>
    public IReadOnlyList<JsonObject> Tools { get; set; } =
        [ScriptedTools.Describe(ScriptedTools.Record), ScriptedTools.Describe(ScriptedTools.Look, isReadOnly: true)];

    /// <summary>Who may ask: null lets the request in, true has answered it.</summary>
    public Func<HttpContext, Task<bool>> RefusesAsync { get; set; } = _ => Task.FromResult(false);

    /// <summary>Requests that wait for an answer that will not come.</summary>
    public int Hanging => Volatile.Read(ref _hanging);

    /// <summary>Requests so far.</summary>
    public int Arrivals => Volatile.Read(ref _arrivals);

    private bool IsModern => _revision == ScriptedRevisions.Modern;

    public void Break(ScriptedFault fault, ScriptedStep step) => _broken = (fault, step);

    public void Mend() => _broken = null;

    /// <summary>As after a restart of its process: no session is known any more.</summary>
    public void Restart()
    {
        foreach (var id in _sessions.Keys)
            End(id);
    }

    internal async Task HandleAsync(HttpContext http)
    {
        Interlocked.Increment(ref _arrivals);
        if (HttpMethods.IsPost(http.Request.Method))
            await HandlePostAsync(http);
        else if (_session is ScriptedSession.Stateful)
            await HandleSessionAsync(http);
        else
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
    }

    private async Task HandlePostAsync(HttpContext http)
    {
        if (await RefusesAsync(http))
            return;

        var request = await ReadAsync(http);
        var method = (string?)request["method"] ?? "";
        _requests.Enqueue(new HttpRequestRecord(
            method, http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));

        var fault = TakeFault(method);
        if (ScriptedFaults.Status(fault) is { } status)
            await ScriptedFaults.RefuseAsync(http, status);
        else if (await IsInSessionAsync(http, method, request["id"]))
            await AnswerAsync(http, method, request, fault);
    }

    private static async Task<JsonObject> ReadAsync(HttpContext http)
    {
        if (http.Request.Body.CanSeek)
            http.Request.Body.Position = 0;

        return await JsonNode.ParseAsync(http.Request.Body) as JsonObject ?? [];
    }

    private ScriptedFault TakeFault(string method)
    {
        ScriptedStep? step = method switch
        {
            "initialize" or "server/discover" => ScriptedStep.Start,
            "notifications/initialized" => ScriptedStep.Initialized,
            "tools/list" => ScriptedStep.ListTools,
            "tools/call" => ScriptedStep.CallTool,
            _ => null,
        };
        if (_broken is not { } broken || broken.Step != step)
            return ScriptedFault.None;

        if (broken.Fault is ScriptedFault.UnauthorizedOnce)
            Mend();

        return broken.Fault;
    }

    // What the reference SDKs answer; a refusal by JSON-RPC passes through AgentCore's front door.
    private async Task<bool> IsInSessionAsync(HttpContext http, string method, JsonNode? id)
    {
        var given = http.Request.Headers["Mcp-Session-Id"].ToString();
        if (_session is ScriptedSession.Injected)
            http.Response.Headers["Mcp-Session-Id"] = given.Length > 0 ? given : $"platform-{Guid.NewGuid():D}";

        if (_session is not ScriptedSession.Stateful || method == "initialize" || _sessions.ContainsKey(given))
            return true;

        http.Response.StatusCode = given.Length > 0 && method != "server/discover"
            ? StatusCodes.Status404NotFound
            : StatusCodes.Status400BadRequest;
        await ScriptedReplies.WriteJsonAsync(http, ScriptedReplies.Error(id, -32000, "No valid session"));
        return false;
    }

    private async Task AnswerAsync(HttpContext http, string method, JsonObject request, ScriptedFault fault)
    {
        JsonObject? reply = null;
        if (request["id"] is { } id)
        {
            reply = Reply(method, request, id, fault);
            if (method == "initialize" && _session is ScriptedSession.Stateful)
                http.Response.Headers["Mcp-Session-Id"] = Begin();
        }

        if (fault is ScriptedFault.Hang or ScriptedFault.SilentStream)
            await HangAsync(http, fault);
        else if (fault is ScriptedFault.Cut)
            http.Abort();
        else if (reply is null)
            http.Response.StatusCode = StatusCodes.Status202Accepted;
        else
            await ScriptedReplies.WriteAsync(http, reply, _reply, fault);
    }

    private JsonObject Reply(string method, JsonObject request, JsonNode id, ScriptedFault fault)
    {
        var result = Result(method, request["params"] as JsonObject ?? [], fault is ScriptedFault.Large);
        if (result is null)
            return ScriptedReplies.Error(id, method == "tools/call" ? -32602 : -32601, "Not known here");

        if (IsModern)
        {
            result["resultType"] = "complete";
            if (method != "tools/call")
                (result["ttlMs"], result["cacheScope"]) = (0, "private");
        }

        return ScriptedReplies.Result(id, result);
    }

    private JsonObject? Result(string method, JsonObject parameters, bool isLarge) => method switch
    {
        "server/discover" when IsModern => new JsonObject
        {
            ["supportedVersions"] = new JsonArray(_revision),
            ["capabilities"] = new JsonObject { ["tools"] = new JsonObject() },
        },
        "initialize" when !IsModern => new JsonObject
        {
            ["protocolVersion"] = _revision,
            ["capabilities"] = new JsonObject
            {
                ["tools"] = new JsonObject { ["listChanged"] = _session is ScriptedSession.Stateful },
            },
            ["serverInfo"] = new JsonObject { ["name"] = "scripted", ["version"] = "1" },
        },
        "tools/list" => List(isLarge),
        "tools/call" => Run(parameters, isLarge),
        "ping" => [],
        _ => null,
    };

    private JsonObject List(bool isLarge)
    {
        var tools = Tools.Select(tool => tool.DeepClone()).ToArray();
        if (isLarge)
            tools[^1]!["description"] = ScriptedFaults.LargeText;

        return new JsonObject { ["tools"] = new JsonArray(tools) };
    }

    private JsonObject? Run(JsonObject parameters, bool isLarge)
    {
        if (!Tools.Any(tool => (string?)tool["name"] == (string?)parameters["name"]))
            return null;

        var id = (string?)parameters["arguments"]?["id"] ?? "";
        Executions.Add(id);
        return ScriptedTools.Text(isLarge ? ScriptedFaults.LargeText : $"ran {id}");
    }

    private string Begin()
    {
        var id = Guid.NewGuid().ToString("D");
        _sessions[id] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return id;
    }

    private void End(string id)
    {
        if (_sessions.TryRemove(id, out var session))
            session.TrySetResult();
    }

    // GET opens the stream for what the server has to say by itself; DELETE ends the session.
    private async Task HandleSessionAsync(HttpContext http)
    {
        var id = http.Request.Headers["Mcp-Session-Id"].ToString();
        if (!_sessions.TryGetValue(id, out var session))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (HttpMethods.IsDelete(http.Request.Method))
        {
            End(id);
        }
        else
        {
            http.Response.ContentType = ScriptedReplies.EventStream;
            await http.Response.Body.FlushAsync();
            await session.Task.WaitAsync(http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task HangAsync(HttpContext http, ScriptedFault fault)
    {
        if (fault is ScriptedFault.SilentStream)
        {
            http.Response.ContentType = ScriptedReplies.EventStream;
            await http.Response.Body.FlushAsync();
        }

        Interlocked.Increment(ref _hanging);
        await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Interlocked.Decrement(ref _hanging);
    }
}
