using System.Text.Json;
using AgentStack.McpServer.Protocol.JsonRpc;
using AgentStack.McpServer.Protocol.Subscriptions;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>
/// Tells a caller for a while what changes in the lists of this server: the stream that took the place of GET. The caller
/// ends it by hanging up; the server when it stops, when the time is up, or at once when there is nothing to tell.
/// </summary>
internal sealed class ListenMethod(
    OfferChanges changes, SubscriptionOptions options, TimeProvider clock, IHostApplicationLifetime lifetime) : IMcpMethod
{
    private const string RetryAfterSeconds = "30";

    /// <summary>Under the time after which proxies take a silent connection for a dead one.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(20);

    private int _listening;

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

        if (Interlocked.Increment(ref _listening) > options.Limit)
        {
            Interlocked.Decrement(ref _listening);
            return Refuse(request);
        }

        try
        {
            return await ListenAsync(new SubscriptionStream(request), wanted & changes.Possible, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _listening);
        }
    }

    private async Task<McpResult> ListenAsync(SubscriptionStream stream, OfferKinds granted, CancellationToken cancellationToken)
    {
        using var subscription = changes.Subscribe(granted);
        await stream.AcknowledgeAsync(granted, cancellationToken);
        if (granted == OfferKinds.None)
            return stream.End();

        using var time = new CancellationTokenSource(options.MaxDuration, clock);
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

    private RpcError Refuse(McpRequest request)
    {
        request.Http.Response.Headers.RetryAfter = RetryAfterSeconds;
        return new RpcError(
            (McpErrorCode)StatusCodes.Status429TooManyRequests,
            $"{options.Limit} callers listen already, which is as many as may; ask again later, or list again when ttlMs has passed",
            StatusCodes.Status429TooManyRequests);
    }
}
