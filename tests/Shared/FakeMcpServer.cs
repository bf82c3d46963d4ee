using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AgentStack.Tests.Shared;

/// <summary>
/// A remote MCP server in any mood: it speaks revision 2025-06-18 at /mcp, counts what it is asked, and does what a test
/// tells it to instead.
/// </summary>
public sealed class FakeMcpServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<HttpRequestRecord> _requests = new();
    private readonly ConcurrentQueue<JsonObject> _messages = new();
    private readonly ConcurrentDictionary<HttpContext, bool> _listeners = new();

    private FakeMcpServer(WebApplication app)
    {
        _app = app;
        app.Map("/mcp", HandleAsync);
    }

    public Uri Root => new(_app.Urls.First());

    public Uri Url => new(Root, "/mcp");

    /// <summary>The tools, each as tools/list describes it.</summary>
    public IList<JsonObject> Tools { get; } = [Tool("echo"), Tool("look", isReadOnly: true)];

    public int PageSize { get; set; } = 100;

    /// <summary>The revision that initialize answers with.</summary>
    public string Revision { get; set; } = "2025-06-18";

    /// <summary>Set: the revisions that server/discover tells. Without, the method is unknown, as to servers of before 2026-07-28.</summary>
    public IReadOnlyList<string>? Discoverable { get; set; }

    /// <summary>Replies are streams of one event instead of JSON.</summary>
    public bool IsStreaming { get; set; }

    /// <summary>Whether GET opens a stream of notifications.</summary>
    public bool HasNotifications { get; set; }

    /// <summary>How GET is answered when it does not.</summary>
    public int NotificationStatus { get; set; } = StatusCodes.Status405MethodNotAllowed;

    /// <summary>On every answer, as a platform before a server that issued none puts it there.</summary>
    public string? InjectedSessionId { get; set; }

    /// <summary>Set: initialize hands it out and every later request must bear it, or is answered 404.</summary>
    public string? SessionId { get; set; }

    /// <summary>Asked first, for each request: true when it has answered (or hung, or cut) by itself.</summary>
    public Func<HttpContext, string, Task<bool>> Mood { get; set; } = (_, _) => Task.FromResult(false);

    /// <summary>What the end of a session is answered.</summary>
    public Func<HttpContext, Task> Delete { get; set; } = _ => Task.CompletedTask;

    /// <summary>Calls, by their arguments, that are never answered.</summary>
    public Func<JsonObject, bool> Hang { get; set; } = _ => false;

    /// <summary>What a tool answers, given its arguments.</summary>
    public Func<string, JsonObject, JsonObject> Call { get; set; } =
        (tool, arguments) => Text($"{tool}: {arguments.ToJsonString()}");

    public IReadOnlyCollection<HttpRequestRecord> Requests => _requests;

    /// <summary>The messages that came, in their order.</summary>
    public IReadOnlyCollection<JsonObject> Messages => _messages;

    /// <summary>How many streams of notifications are open.</summary>
    public int Listeners => _listeners.Count;

    /// <param name="port">One of its own by default, which stays free when the server ends.</param>
    public static async Task<FakeMcpServer> StartAsync(int? port = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port ?? FreePort.Next()}");
        var server = new FakeMcpServer(builder.Build());
        await server._app.StartAsync();
        return server;
    }

    public static JsonObject Tool(string name, bool isReadOnly = false) => new()
    {
        ["name"] = name,
        ["description"] = $"The tool {name}.",
        ["inputSchema"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["text"] = new JsonObject { ["type"] = "string", ["description"] = "Some text." } },
        },
        ["annotations"] = new JsonObject { ["readOnlyHint"] = isReadOnly },
    };

    public static JsonObject Text(string text, bool isError = false) => new()
    {
        ["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }),
        ["isError"] = isError,
    };

    /// <summary>How often the JSON-RPC method was asked for.</summary>
    public int Count(string method) => _counts.GetValueOrDefault(method);

    /// <summary>Tells all who listen.</summary>
    public async Task NotifyAsync(string method, JsonObject? parameters = null)
    {
        var message = new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method };
        if (parameters is not null)
            message["params"] = parameters;

        foreach (var http in _listeners.Keys)
            await WriteEventAsync(http, message);
    }

    /// <summary>Writes a message to a stream that a test answers with.</summary>
    public static async Task WriteEventAsync(HttpContext http, JsonObject message)
    {
        if (!http.Response.HasStarted)
            http.Response.ContentType = "text/event-stream";

        await http.Response.WriteAsync($"event: message\ndata: {message.ToJsonString()}\n\n");
        await http.Response.Body.FlushAsync();
    }

    /// <summary>An answer to the request with this id.</summary>
    public static JsonObject Reply(JsonNode? id, JsonObject result) =>
        new() { ["jsonrpc"] = "2.0", ["id"] = id?.DeepClone(), ["result"] = result };

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ListenAsync(HttpContext http)
    {
        _counts.AddOrUpdate("GET", 1, (_, count) => count + 1);
        if (!HasNotifications)
        {
            http.Response.StatusCode = NotificationStatus;
            return;
        }

        http.Response.ContentType = "text/event-stream";
        await http.Response.StartAsync();
        await http.Response.Body.FlushAsync();
        _listeners[http] = true;
        await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        _listeners.TryRemove(http, out _);
    }

    private async Task HandleAsync(HttpContext http)
    {
        if (InjectedSessionId is not null)
            http.Response.Headers["Mcp-Session-Id"] = InjectedSessionId;

        if (HttpMethods.IsGet(http.Request.Method))
        {
            await ListenAsync(http);
            return;
        }

        if (HttpMethods.IsDelete(http.Request.Method))
        {
            _counts.AddOrUpdate("DELETE", 1, (_, count) => count + 1);
            await Delete(http);
            return;
        }

        http.Request.EnableBuffering();
        var request = await JsonNode.ParseAsync(http.Request.Body) as JsonObject ?? [];
        var method = request["method"]?.GetValue<string>() ?? "";
        _counts.AddOrUpdate(method, 1, (_, count) => count + 1);
        _requests.Enqueue(new HttpRequestRecord(method, http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));

        _messages.Enqueue(request);
        if (await Mood(http, method))
            return;

        if (method == "tools/call" && Hang(request["params"]?["arguments"] as JsonObject ?? []))
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        var isStart = method is "initialize" or "server/discover";
        if (SessionId is not null && !isStart && http.Request.Headers["Mcp-Session-Id"] != SessionId)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (request["id"] is not { } id)
        {
            http.Response.StatusCode = StatusCodes.Status202Accepted;
            return;
        }

        if (method == "initialize" && SessionId is not null)
            http.Response.Headers["Mcp-Session-Id"] = SessionId;

        var reply = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id.DeepClone() };
        if (Answer(method, request["params"] as JsonObject ?? []) is { } result)
            reply["result"] = result;
        else
            reply["error"] = new JsonObject { ["code"] = -32601, ["message"] = "Method not found" };

        if (IsStreaming)
        {
            await WriteEventAsync(http, reply);
            return;
        }

        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(reply.ToJsonString());
    }

    private JsonObject? Answer(string method, JsonObject parameters) => method switch
    {
        "initialize" => new JsonObject
        {
            ["protocolVersion"] = Revision,
            ["capabilities"] = new JsonObject { ["tools"] = new JsonObject() },
            ["serverInfo"] = new JsonObject { ["name"] = "fake", ["version"] = "1" },
        },
        "tools/list" => List(int.Parse(parameters["cursor"]?.GetValue<string>() ?? "0", provider: null)),
        "tools/call" => Call(parameters["name"]!.GetValue<string>(), parameters["arguments"] as JsonObject ?? []),
        "ping" => [],
        "server/discover" when Discoverable is not null => new JsonObject
        {
            ["supportedVersions"] = new JsonArray([.. Discoverable.Select(revision => JsonValue.Create(revision))]),
            ["capabilities"] = new JsonObject { ["tools"] = new JsonObject() },
            ["resultType"] = "complete",
            ["ttlMs"] = 0,
            ["cacheScope"] = "public",
        },
        _ => null,
    };

    private JsonObject List(int start)
    {
        var page = new JsonObject
        {
            ["tools"] = new JsonArray([.. Tools.Skip(start).Take(PageSize).Select(tool => tool.DeepClone())]),
        };

        if (start + PageSize < Tools.Count)
            page["nextCursor"] = $"{start + PageSize}";

        return page;
    }
}
