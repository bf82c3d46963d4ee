using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Tests.Protocol.Subscriptions;

/// <summary>A client that listens for changes, until it is disposed of: then it hangs up.</summary>
internal sealed class Listener : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private Listener(HttpResponseMessage response, StreamReader reader) => (_response, _reader) = (response, reader);

    public HttpStatusCode Status => _response.StatusCode;

    public string? MediaType => _response.Content.Headers.ContentType?.MediaType;

    public static JsonObject Request(string notifications, string id = "1")
    {
        var message = Messages.Request("subscriptions/listen", new JsonObject { ["notifications"] = JsonNode.Parse(notifications) }).WithMeta();
        message["id"] = JsonNode.Parse(id);
        return message;
    }

    public static async Task<Listener> StartAsync(RunningServer server, string notifications, string id = "1", string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server.McpUrl)
        {
            Content = new StringContent(Request(notifications, id).ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Accept", "application/json, text/event-stream");
        foreach (var (name, value) in Messages.ModernHeaders("subscriptions/listen").Where(header => header.Value is not null))
            request.Headers.Add(name, value);
        if (token is not null)
            request.Headers.Add("Authorization", $"Bearer {token}");

        var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        return new Listener(response, new StreamReader(stream));
    }

    /// <summary>The next line of the stream, null at its end.</summary>
    public Task<string?> LineAsync() =>
        _reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, CancellationToken.None);

    /// <summary>The next message, past what only keeps the stream alive; null at the end of the stream.</summary>
    public async Task<JsonObject?> NextAsync()
    {
        while (await LineAsync() is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return JsonNode.Parse(line["data: ".Length..])!.AsObject();
        }

        return null;
    }

    public async Task<string?> NextMethodAsync() => (await NextAsync())?["method"]?.GetValue<string>();

    public void Dispose()
    {
        _reader.Dispose();
        _response.Dispose();
    }
}
