using System.Text.Json;
using AgentStack.McpServer.Access;
using AgentStack.McpServer.Access.Limits;
using AgentStack.McpServer.Protocol.JsonRpc;
using AgentStack.McpServer.Protocol.Subscriptions;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>
/// Tells a caller for a while what changes in the lists of this server: the stream that took the place of GET. The caller
/// ends it by hanging up; the server when it stops, when the time is up or the caller's token expires, or at once when
/// there is nothing to tell.
/// </summary>
internal sealed class ListenMethod(
    OfferChanges changes, SubscriptionOptions options, TimeProvider clock, IHostApplicationLifetime lifetime) : IMcpMethod
{
    private const string RetryAfterSeconds = "30";

    /// <summary>Under the time after which proxies take a silent connection for a dead one.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(20);

    private readonly ListenerPlaces _places = new(options);

    public string Name => RequestMethods.SubscriptionsListen;

    public bool IsIn(string version) => version == ProtocolVersions.Modern;

    public async ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var (wanted, problem) = Read(request.Message);
        if (problem is not null)
            return problem;

        // It would be held for as long as the caller listens.
        if (request.IsLarge)
            return RpcError.InvalidParams($"A request to listen has {BodyBudget.MostOfSmall / 1024} KB at most");

        if (!request.Reply.CanStream)
        {
            return new RpcError(
                McpErrorCode.InvalidRequest,
                "Accept must name text/event-stream: the answer is a stream",
                StatusCodes.Status406NotAcceptable);
        }

        var caller = CallerKey.Of(request.Http);
        if (_places.TryEnter(caller) is { } reason)
            return Refuse(request, reason);

        try
        {
            return await ListenAsync(request, wanted & changes.Possible, cancellationToken);
        }
        finally
        {
            _places.Leave(caller);
        }
    }

    private async Task<McpResult> ListenAsync(McpRequest request, OfferKinds granted, CancellationToken cancellationToken)
    {
        var stream = new SubscriptionStream(request);
        using var subscription = changes.Subscribe(granted);
        await stream.AcknowledgeAsync(granted, cancellationToken);
        if (granted == OfferKinds.None)
            return stream.End();

        using var time = new CancellationTokenSource(TimeFor(request.Http), clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(time.Token, lifetime.ApplicationStopping, cancellationToken);
        await using var pulse = clock.CreateTimer(_ => subscription.Wake(), null, KeepAlive, KeepAlive);
        try
        {
            while (true)
                await stream.TellAsync(await subscription.WaitAsync(end.Token), cancellationToken);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return stream.End();
        }
    }

    // Nobody hears more than its token is good for.
    private TimeSpan TimeFor(HttpContext http)
    {
        var left = Caller.TimeLeft(http, clock.GetUtcNow()) ?? options.MaxDuration;
        return TimeSpan.FromTicks(Math.Clamp(left.Ticks, 0, options.MaxDuration.Ticks));
    }

    private static (OfferKinds Wanted, RpcError? Problem) Read(RpcMessage message)
    {
        if (message.Param("notifications") is not { ValueKind: JsonValueKind.Object })
            return (default, RpcError.InvalidParams("\"notifications\" must be an object that says what to listen for"));

        var (parameters, problem) = CallParameters.Read<SubscriptionsListenRequestParams>(message);
        return parameters?.Notifications is { } wanted
            ? (Of(wanted.ToolsListChanged, OfferKinds.Tools)
                | Of(wanted.PromptsListChanged, OfferKinds.Prompts)
                | Of(wanted.ResourcesListChanged, OfferKinds.Resources), null)
            : (default, problem);
    }

    private static OfferKinds Of(bool? isWanted, OfferKinds kind) => isWanted == true ? kind : OfferKinds.None;

    private static RpcError Refuse(McpRequest request, string reason)
    {
        request.Http.Response.Headers.RetryAfter = RetryAfterSeconds;
        return new RpcError(
            (McpErrorCode)StatusCodes.Status429TooManyRequests,
            $"{reason}; ask again later, or list again when ttlMs has passed",
            StatusCodes.Status429TooManyRequests);
    }
}
