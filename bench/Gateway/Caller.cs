using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace AgentStack.GatewayBench;

/// <summary>Calls tools with as little of its own between caller and server as can be: one POST, one look at the answer.</summary>
internal sealed class Caller(Uri server) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly Uri _address = new(server, "/mcp");
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null })
    {
        Timeout = TimeSpan.FromMinutes(2),
        DefaultRequestHeaders = { { "Accept", "application/json, text/event-stream" } },
    };

    /// <returns>The text of the result, and whether it is an error.</returns>
    /// <exception cref="HttpRequestException">There is no answer that MCP knows.</exception>
    public async Task<(string Text, bool IsError)> CallAsync(string tool, string id, CancellationToken cancellationToken)
    {
        using var content = Body(tool, id);
        using var response = await _http.PostAsync(_address, content, cancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return Read(bytes, response.StatusCode);
    }

    public async Task<bool> HasAsync(params string[] tools)
    {
        using var content = Body("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}"""u8.ToArray());
        using var response = await _http.PostAsync(_address, content);
        var list = await response.Content.ReadAsStringAsync();
        return tools.All(tool => list.Contains($"\"{tool}\"", StringComparison.Ordinal));
    }

    public void Dispose() => _http.Dispose();

    private static ByteArrayContent Body(string tool, string id) => Body(JsonSerializer.SerializeToUtf8Bytes(
        new { jsonrpc = "2.0", id = 1, method = "tools/call", @params = new { name = tool, arguments = new { id } } }));

    private static ByteArrayContent Body(byte[] bytes) => new(bytes) { Headers = { ContentType = Json } };

    private static (string Text, bool IsError) Read(byte[] bytes, HttpStatusCode status)
    {
        try
        {
            using var answer = JsonDocument.Parse(bytes);
            if (answer.RootElement.TryGetProperty("error", out var error))
                return (error.GetProperty("message").GetString()!, true);

            var result = answer.RootElement.GetProperty("result");
            var isError = result.TryGetProperty("isError", out var flag) && flag.GetBoolean();
            return (result.GetProperty("content")[0].GetProperty("text").GetString()!, isError);
        }
        catch (JsonException e)
        {
            throw new HttpRequestException($"HTTP {(int)status} without a JSON-RPC message", e);
        }
    }
}
