using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentStack.McpServer.Tests.Gateway;

/// <summary>An MCP server that answers with the very texts that a test gives it, and keeps what it was sent.</summary>
internal sealed class RawUpstream : IAsyncDisposable
{
    private const string Modern = "2026-07-28";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<RawRequest> _requests = new();
    private readonly ConcurrentDictionary<string, Func<JsonObject, string>> _answers = new(StringComparer.Ordinal);

    private RawUpstream(WebApplication app)
    {
        _app = app;
        app.MapPost("/mcp", HandleAsync);
        ListTools("""{"name":"look","inputSchema":{"type":"object"}}""");
    }

    public Uri Url => new(new Uri(_app.Urls.Single()), "/mcp");

    public bool IsModern { get; init; }

    public string Capabilities { get; set; } = """{"tools":{},"prompts":{},"resources":{},"completions":{}}""";

    /// <summary>Asked first: true when it has answered, or never will.</summary>
    public Func<HttpContext, JsonObject, Task<bool>> Mood { get; set; } = (_, _) => Task.FromResult(false);

    public IReadOnlyList<RawRequest> Requests => [.. _requests];

    public static async Task<RawUpstream> StartAsync(bool isModern = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        var upstream = new RawUpstream(builder.Build()) { IsModern = isModern };
        await upstream._app.StartAsync();
        return upstream;
    }

    /// <summary>Answers a method with this result from now on.</summary>
    public void Answer(string method, string result) => Answer(method, _ => result);

    public void Answer(string method, Func<JsonObject, string> result) => _answers[method] = request => $"\"result\":{result(request)}";

    public void Fail(string method, string error) => _answers[method] = _ => $"\"error\":{error}";

    public void ListTools(params string[] tools) => Answer("tools/list", $$"""{"tools":[{{string.Join(',', tools)}}],"ttlMs":300000,"cacheScope":"private"}""");

    public IReadOnlyList<RawRequest> RequestsOf(string method) => [.. Requests.Where(request => request.Method == method)];

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>Sends an event, whole or not, on the stream that answers a request.</summary>
    public static async Task SayAsync(HttpContext http, string json)
    {
        if (!http.Response.HasStarted)
            http.Response.ContentType = "text/event-stream";

        await http.Response.WriteAsync($"event: message\ndata: {json}\n\n");
        await http.Response.Body.FlushAsync();
    }

    private async Task HandleAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync();
        var request = JsonNode.Parse(text)!.AsObject();
        var method = (string)request["method"]!;
        _requests.Enqueue(new RawRequest(
            method, text, http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));

        if (await Mood(http, request))
            return;

        if (request["id"] is not { } id)
        {
            http.Response.StatusCode = StatusCodes.Status202Accepted;
            return;
        }

        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync($$$"""{"jsonrpc":"2.0","id":{{{id.ToJsonString()}}},{{{AnswerTo(method, request)}}}}""");
    }

    private string AnswerTo(string method, JsonObject request) => _answers.TryGetValue(method, out var answer) ? answer(request) : method switch
    {
        "server/discover" when IsModern =>
            $$"""
            "result":{"supportedVersions":["{{Modern}}"],"capabilities":{{Capabilities}},"resultType":"complete","ttlMs":0,"cacheScope":"private"}
            """,
        "initialize" when !IsModern =>
            $$$"""
            "result":{"protocolVersion":"2025-11-25","capabilities":{{{Capabilities}}},"serverInfo":{"name":"raw","version":"1"}}
            """,
        "prompts/list" => "\"result\":{\"prompts\":[]}",
        "resources/list" => "\"result\":{\"resources\":[]}",
        "resources/templates/list" => "\"result\":{\"resourceTemplates\":[]}",
        _ => "\"error\":{\"code\":-32601,\"message\":\"Method not found\"}",
    };
}
