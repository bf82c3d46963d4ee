using System.Net.Http.Headers;
using System.Text;
using AgentStack.RemoteMcp.Access;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.RemoteMcp.Walk;

/// <summary>
/// One request by hand, which shows what the SDK's client does not: the status, the challenge and the error of whatever
/// answers. It is an <c>initialize</c>, the one request that every server takes first.
/// </summary>
internal sealed class DoorKnock(string server, ServerAddress address, IServerAccess access, Deadline deadline, TimeProvider clock)
{
    private const string Initialize = """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},
        "clientInfo":{"name":"agentstack-doctor","version":"1"}}}
        """;

    private static readonly TimeSpan TcpConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BodyTimeout = TimeSpan.FromSeconds(2);

    public static SocketsHttpHandler CreateHandler() => new()
    {
        ConnectTimeout = TcpConnectTimeout,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
    };

    /// <exception cref="RemoteMcpException">Nobody answers.</exception>
    public async Task<DoorAnswer> AskAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient(access.Guard(CreateHandler())) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            return await deadline.RunAsync(token => AskAsync(http, token), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw ConnectionFailures.Translate(e, server, ConnectionStep.Connect, address);
        }
    }

    private async Task<DoorAnswer> AskAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var request = CreateRequest(HttpMethod.Post);
        request.Content = new StringContent(Initialize, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var late = new CancellationTokenSource(BodyTimeout, clock);
        var answer = await DoorAnswerReader.ReadAsync(response, server, address, late, cancellationToken);
        if (answer.Refusal is null && response.Headers.TryGetValues(McpHeaders.SessionId, out var sessions))
            await EndSessionAsync(http, sessions.First(), cancellationToken);

        return answer;
    }

    // A session that nobody will use is given back; a server that cannot take it loses nothing.
    private async Task EndSessionAsync(HttpClient http, string session, CancellationToken cancellationToken)
    {
        if (address.IsRuntime)
            return;

        using var timer = new CancellationTokenSource(GoodbyeTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            using var request = CreateRequest(HttpMethod.Delete);
            request.Headers.TryAddWithoutValidation(McpHeaders.SessionId, session);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (HttpRequestException)
        {
            // It ends by itself.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // So does one that nobody answers for.
        }
    }

    private HttpRequestMessage CreateRequest(HttpMethod method)
    {
        var request = new HttpRequestMessage(method, address.Url) { VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (address.IsRuntime)
            request.Headers.Add(AgentCoreHeaders.SessionId, $"doctor-{Guid.NewGuid():D}");

        return request;
    }
}
