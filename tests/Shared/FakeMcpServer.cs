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

    /// <summary>Set: initialize hands it out and every later request must bear it, or is answered 404.</summary>
    public string? SessionId { get; set; }

    /// <summary>Asked first, for each request: true when it has answered (or hung, or cut) by itself.</summary>
    public Func<HttpContext, string, Task<bool>> Mood { get; set; } = (_, _) => Task.FromResult(false);

    /// <summary>Calls, by their arguments, that are never answered.</summary>
    public Func<JsonObject, bool> Hang { get; set; } = _ => false;

    /// <summary>What a tool answers, given its arguments.</summary>
    public Func<string, JsonObject, JsonObject> Call { get; set; } =
        (tool, arguments) => Text($"{tool}: {arguments.ToJsonString()}");

    public IReadOnlyCollection<HttpRequestRecord> Requests => _requests;

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

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        var request = await JsonNode.ParseAsync(http.Request.Body) as JsonObject ?? [];
        var method = request["method"]?.GetValue<string>() ?? "";
        _counts.AddOrUpdate(method, 1, (_, count) => count + 1);
        _requests.Enqueue(new HttpRequestRecord(method, http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));

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

        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(reply.ToJsonString());
    }

    private JsonObject? Answer(string method, JsonObject parameters) => method switch
    {
        "initialize" => new JsonObject
        {
            ["protocolVersion"] = "2025-06-18",
            ["capabilities"] = new JsonObject { ["tools"] = new JsonObject() },
            ["serverInfo"] = new JsonObject { ["name"] = "fake", ["version"] = "1" },
        },
        "tools/list" => List(int.Parse(parameters["cursor"]?.GetValue<string>() ?? "0", provider: null)),
        "tools/call" => Call(parameters["name"]!.GetValue<string>(), parameters["arguments"] as JsonObject ?? []),
        "ping" => [],
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
