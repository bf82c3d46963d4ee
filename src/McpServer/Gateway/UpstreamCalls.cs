using AgentStack.McpServer.Gateway.Audit;
using AgentStack.McpServer.Gateway.Calls;
using AgentStack.McpServer.Protocol;
using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.McpServer.Gateway;

/// <summary>The one way that calls take to an upstream.</summary>
internal sealed class UpstreamCalls(GatewaySettings settings)
{
    public async ValueTask<McpResult> CallAsync(UpstreamCall call, McpRequest request, CancellationToken cancellationToken)
    {
        if (CallParameters.Check(request.Message) is { } problem)
            return problem;

        AuditRecord.Find(request.Http)?.GoTo(call.Upstream.Name, call.OwnName);
        if (Hold(call) is not { } held)
            return NoAnswer.OfRemoved(call);

        try
        {
            return await held.Upstream.Traffic.RunAsync(
                request,
                () => SendAsync(held, request, cancellationToken),
                problem => NoAnswer.Of(call, problem),
                cancellationToken);
        }
        catch (RemoteMcpException e)
        {
            return NoAnswer.Of(call, e);
        }
        catch (ObjectDisposedException) when (!cancellationToken.IsCancellationRequested)
        {
            return NoAnswer.OfRemoved(call);
        }
    }

    // A call that found what it asks for before the settings changed goes to the one that took its place.
    private static UpstreamCall? Hold(UpstreamCall call)
    {
        for (var upstream = call.Upstream; upstream is not null; upstream = upstream.Successor)
        {
            if (upstream.Traffic.TryHold())
                return call with { Upstream = upstream };
        }

        return null;
    }

    private async ValueTask<McpResult> SendAsync(UpstreamCall call, McpRequest request, CancellationToken cancellationToken)
    {
        if (call.Upstream is { Options: { KnowsCallers: true, ShareSession: false }, Server.HasSession: true })
            return NoAnswer.OfSession(call);

        var answer = await AskAsync(call, request, cancellationToken);
        return answer.Result is { } result
            ? UpstreamResult.Of(result, call, request, call.Upstream.Options.MaxResultBytes ?? settings.Current.MaxResultBytes)
            : UpstreamError.Of(answer.Error!, call, request);
    }

    private static async Task<RemoteAnswer> AskAsync(UpstreamCall call, McpRequest request, CancellationToken cancellationToken)
    {
        var listener = new CallListener(request, cancellationToken);
        try
        {
            var asked = new RemoteRequest(call.Method, call.Parameters)
            {
                Subject = call.OwnName,
                IsRepeatable = call.IsRepeatable,
                Context = CallersContext.Of(request, call.Upstream, listener),
            };
            return await call.Upstream.Server.RequestAsync(asked, cancellationToken);
        }
        finally
        {
            await listener.EndAsync();
        }
    }
}
