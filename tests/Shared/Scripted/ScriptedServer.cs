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
    private readonly ScriptedAnswers _answers;
    private readonly ScriptedSessions _sessions = new();
    private readonly ConcurrentQueue<HttpRequestRecord> _requests = new();
    private volatile IReadOnlyList<JsonObject> _tools = ScriptedTools.All;
    private volatile ScriptedBreakage? _broken;
    private int _hanging;
    private int _arrivals;

    internal ScriptedServer(Uri root, ScriptedSession session, ScriptedReply reply, string revision)
    {
        (Root, _session, _reply) = (root, session, reply);
        _answers = new ScriptedAnswers(revision, session is ScriptedSession.Stateful, Executions);
    }

    /// <summary>Its address without <c>/mcp</c>.</summary>
    public Uri Root { get; }

    public Uri Url => new($"{Root}/mcp");

    public Executions Executions { get; } = new();

    public IReadOnlyCollection<HttpRequestRecord> Requests => _requests;

    /// <summary>The tools, each as tools/list describes it. One with sessions tells of it when they change.</summary>
    public IReadOnlyList<JsonObject> Tools
    {
        get => _tools;
        set
        {
            _tools = value;
            _sessions.Tell("notifications/tools/list_changed");
        }
    }

    /// <summary>Who may not ask: true when it has answered the request by itself.</summary>
    public Func<HttpContext, Task<bool>> RefusesAsync { get; set; } = _ => Task.FromResult(false);

    /// <summary>Requests that wait for an answer that will not come.</summary>
    public int Hanging => Volatile.Read(ref _hanging);

    /// <summary>Requests so far.</summary>
    public int Arrivals => Volatile.Read(ref _arrivals);

    public void Break(ScriptedFault fault, ScriptedStep step) => _broken = new ScriptedBreakage(fault, step);

    public void Mend() => _broken = null;

    /// <summary>As after a restart of its process: no session is known any more.</summary>
    public void Restart() => _sessions.EndAll();

    internal async Task HandleAsync(HttpContext http)
    {
        Interlocked.Increment(ref _arrivals);
        if (HttpMethods.IsPost(http.Request.Method))
            await HandlePostAsync(http);
        else if (_session is ScriptedSession.Stateful)
            await _sessions.HandleAsync(http);
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
            await AnswerAsync(http, request, fault);
    }

    private static async Task<JsonObject> ReadAsync(HttpContext http)
    {
        if (http.Request.Body.CanSeek)
            http.Request.Body.Position = 0;

        return await JsonNode.ParseAsync(http.Request.Body) as JsonObject ?? [];
    }

    private ScriptedFault TakeFault(string method)
    {
        if (_broken is not { } broken || !broken.Strikes(method))
            return ScriptedFault.None;

        if (broken.Fault is ScriptedFault.UnauthorizedOnce)
            Mend();

        return broken.Fault;
    }

    // What the reference SDKs answer; a refusal by JSON-RPC passes through AgentCore's front door.
    private async Task<bool> IsInSessionAsync(HttpContext http, string method, JsonNode? id)
    {
        var given = http.Request.Headers[ScriptedSessions.Header].ToString();
        if (_session is ScriptedSession.Injected)
            http.Response.Headers[ScriptedSessions.Header] = given.Length > 0 ? given : $"platform-{Guid.NewGuid():D}";

        if (_session is not ScriptedSession.Stateful || method == "initialize" || _sessions.IsKnown(given))
            return true;

        http.Response.StatusCode = given.Length > 0 && method != "server/discover"
            ? StatusCodes.Status404NotFound
            : StatusCodes.Status400BadRequest;
        await ScriptedReplies.WriteJsonAsync(http, ScriptedReplies.Error(id, -32000, "No valid session"));
        return false;
    }

    private async Task AnswerAsync(HttpContext http, JsonObject request, ScriptedFault fault)
    {
        JsonObject? reply = null;
        if (request["id"] is { } id)
        {
            reply = _answers.Answer(request, id, _tools, fault is ScriptedFault.Large);
            if ((string?)request["method"] == "initialize" && _session is ScriptedSession.Stateful)
                http.Response.Headers[ScriptedSessions.Header] = _sessions.Begin();
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
