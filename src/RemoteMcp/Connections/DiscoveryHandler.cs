using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// Asks a server for its revisions (<c>server/discover</c>) so that the MCP client above starts over with <c>initialize</c>
/// whenever the answer is not one to that question: servers of before 2026-07-28 answer it in any way they like.
/// </summary>
internal sealed class DiscoveryHandler(bool isKnownLegacy, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly HttpStatusCode[] NotForTheMethod =
    [
        HttpStatusCode.MethodNotAllowed, HttpStatusCode.NotAcceptable, HttpStatusCode.UnsupportedMediaType, HttpStatusCode.Conflict,
        HttpStatusCode.Gone, HttpStatusCode.UnprocessableEntity, HttpStatusCode.InternalServerError, HttpStatusCode.NotImplemented,
    ];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!IsDiscovery(request))
            return await base.SendAsync(request, cancellationToken);

        if (isKnownLegacy)
            return Undiscovered(request);

        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.BadRequest)
                DiscoveryRefusal.ThrowIfFinal(await response.Content.ReadAsStringAsync(cancellationToken));

            if (!response.IsSuccessStatusCode)
                return response;

            var answer = await ReadAsync(response, cancellationToken);
            response.Dispose();
            return answer is not null ? Answer(request, answer) : Undiscovered(request);
        }
        catch (ServerAnswerException e) when (e.StatusCode is { } status && NotForTheMethod.Contains(status))
        {
            return Undiscovered(request);
        }
        catch (HttpRequestException e) when (e.StatusCode is null && !ConnectionFailures.IsUnsent(e))
        {
            // A server that falls over the question may stand for the next.
            return Undiscovered(request);
        }
    }

    private static bool IsDiscovery(HttpRequestMessage request) =>
        request.Headers.TryGetValues(McpHeaders.Method, out var methods) && methods.Contains(RequestMethods.ServerDiscover);

    private static HttpResponseMessage Undiscovered(HttpRequestMessage request) =>
        new(HttpStatusCode.NotFound) { RequestMessage = request };

    private static HttpResponseMessage Answer(HttpRequestMessage request, string json) => new(HttpStatusCode.OK)
    {
        RequestMessage = request,
        Content = new StringContent(json, MediaTypeHeaderValue.Parse("application/json")),
    };

    /// <summary>The JSON-RPC answer; null when there is none that makes sense.</summary>
    private static async Task<string?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
        {
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return IsAnswer(text) ? text : null;
        }

        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        try
        {
            await foreach (var each in SseParser.Create(body).EnumerateAsync(cancellationToken))
            {
                if (IsAnswer(each.Data))
                    return each.Data;
            }
        }
        catch (IOException)
        {
            // Cut before it answered.
        }

        return null;
    }

    private static bool IsAnswer(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonRpcMessage>(text, McpJsonUtilities.DefaultOptions) switch
            {
                JsonRpcResponse { Result: { } result } =>
                    result.Deserialize<DiscoverResult>(McpJsonUtilities.DefaultOptions) is { SupportedVersions.Count: > 0 },
                JsonRpcError => true,
                _ => false,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }
}
