using System.Net;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// What the server answers, made safe for the MCP client above: bounded in size, without its words on an error, and with
/// nothing that would end the client for all its calls when it concerns one.
/// </summary>
internal sealed class AnswerHandler(long maxBytes, TimeProvider clock, HttpMessageHandler inner)
    : DelegatingHandler(new ReplyHandler(clock, inner))
{
    /// <summary>What is read of one answer, or of one event of a stream, unless settings want longer results.</summary>
    private const long UsualBytes = 10_000_000;

    private const int MaxErrorLength = 64_000;

    /// <summary>A server that ends its stream of notifications at once is not asked for another in a loop.</summary>
    private static readonly TimeSpan BetweenStreams = TimeSpan.FromSeconds(1);

    private readonly EventRate _notifications = new(clock);
    private long? _lastStream;

    /// <summary>As much as a result of that size may take in JSON, where a character may be two.</summary>
    public static long BytesFor(int? maxResultBytes) => Math.Max(UsualBytes, (2L * (maxResultBytes ?? 0)) + 1_000_000);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get)
            return await OpenStreamAsync(request, cancellationToken);

        var response = await base.SendAsync(request, cancellationToken);
        if (request.Method != HttpMethod.Post)
            return response;

        if (!response.IsSuccessStatusCode)
            return await RefuseAsync(request, response, cancellationToken);

        await CapAsync(response, new EventRate(clock), cancellationToken);
        if (CallFlow.Current is { Call: { HearsLogs: true } call } && IsEvents(response.Content))
            response.Content = Replaced(response.Content, new LogTap(await response.Content.ReadAsStreamAsync(cancellationToken), call));

        if (SessionIn(response) is { } session && session.Any(c => c is < '!' or > '~'))
        {
            response.Dispose();
            throw new UnreadableAnswerException("its session id has other characters than visible ASCII ones");
        }

        // No session in the modern era: one that a platform injects is not the protocol's.
        if (!IsStart(request) && !request.Headers.Contains(McpHeaders.SessionId))
            response.Headers.Remove(McpHeaders.SessionId);

        return response;
    }

    // Whatever a server without such a stream answers, also the 404 of a platform that has no GET, it has none: the session lives.
    private async Task<HttpResponseMessage> OpenStreamAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Headers.Contains(McpHeaders.SessionId))
            return new HttpResponseMessage(HttpStatusCode.MethodNotAllowed) { RequestMessage = request };

        if (_lastStream is { } last && BetweenStreams - clock.GetElapsedTime(last) is { Ticks: > 0 } wait)
            await Task.Delay(wait, clock, cancellationToken);

        _lastStream = clock.GetTimestamp();
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
            await CapAsync(response, _notifications, cancellationToken);
        else
            response.StatusCode = HttpStatusCode.MethodNotAllowed;

        return response;
    }

    private async Task CapAsync(HttpResponseMessage response, EventRate events, CancellationToken cancellationToken)
    {
        var content = response.Content;
        var isEvents = IsEvents(content);
        if (!isEvents && content.Headers.ContentLength > maxBytes)
        {
            response.Dispose();
            throw new AnswerTooLargeException(maxBytes);
        }

        var body = await content.ReadAsStreamAsync(cancellationToken);
        var capped = Replaced(content, new CappedStream(body, maxBytes, isEvents ? events : null));

        // JSON and events are UTF-8, whatever charset the server claims.
        if (capped.Headers.ContentType is { CharSet: not null } type)
            type.CharSet = null;

        response.Content = capped;
    }

    private static bool IsJson(HttpContent content) => content.Headers.ContentType?.MediaType == "application/json";

    private static bool IsEvents(HttpContent content) => content.Headers.ContentType?.MediaType == "text/event-stream";

    private static StreamContent Replaced(HttpContent content, Stream body)
    {
        var replaced = new StreamContent(body);
        foreach (var (name, values) in content.Headers)
            replaced.Headers.TryAddWithoutValidation(name, values);

        return replaced;
    }

    // A 400 in JSON-RPC goes up: the client reads from it which revision to fall back to.
    private async Task<HttpResponseMessage> RefuseAsync(
        HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var hasSession = request.Headers.Contains(McpHeaders.SessionId);
        var isMissing = response.StatusCode == HttpStatusCode.NotFound;
        if (response.StatusCode != HttpStatusCode.BadRequest && !isMissing)
        {
            var retryAfter = RetryAfter(response);
            response.Dispose();
            throw new ServerAnswerException(response.StatusCode, retryAfter, isSessionLost: false);
        }

        var body = isMissing && !IsJson(response.Content) ? "" : await ReadErrorAsync(response, cancellationToken);
        var error = ErrorBody.Read(body);
        var answered = CallFlow.Current?.Call is { } call && error?.Answers(call) == true ? call : null;
        if (hasSession && (LostSession.IsSaid(error?.Error) || (isMissing && answered is null)))
        {
            response.Dispose();
            throw new ServerAnswerException(response.StatusCode, retryAfter: null, isSessionLost: true);
        }

        if (isMissing && answered is not null)
        {
            response.Dispose();
            throw ServerErrors.ToException(error!.Error);
        }

        if (CallFlow.Current is { } flow)
            (flow.Call.Error, flow.Call.IsBadRequest) = (error?.Error, !isMissing);

        var type = response.Content.Headers.ContentType;
        response.Content = new StringContent(body);
        response.Content.Headers.ContentType = type;
        return response;
    }

    private async Task<string> ReadErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await CapAsync(response, new EventRate(clock), cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        var text = new char[MaxErrorLength];
        var length = await reader.ReadBlockAsync(text, cancellationToken);
        return new string(text, 0, length);
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow(),
        _ => null,
    };

    private static string? SessionIn(HttpResponseMessage response) =>
        response.Headers.TryGetValues(McpHeaders.SessionId, out var sessions) ? sessions.FirstOrDefault() : null;

    private static bool IsStart(HttpRequestMessage request) =>
        request.Headers.TryGetValues(McpHeaders.Method, out var methods) && methods.Contains("initialize");
}
