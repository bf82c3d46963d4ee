using AgentStack.McpServer.Gateway.Audit;
using AgentStack.McpServer.Gateway.Calls;
using AgentStack.McpServer.Protocol;
using AgentStack.McpServer.Telemetry;
using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.McpServer.Gateway;

/// <summary>The one way that calls take to an upstream.</summary>
internal sealed class UpstreamCalls(GatewaySettings settings, UpstreamTelemetry telemetry)
{
    private const string Busy = "busy";
    private const string Removed = "removed";

    public async ValueTask<McpResult> CallAsync(UpstreamCall call, McpRequest request, CancellationToken cancellationToken)
    {
        if (CallParameters.Check(request.Message) is { } problem)
            return problem;

        AuditRecord.Find(request.Http)?.GoTo(call.Upstream.Name, call.OwnName);
        if (Hold(call) is not { } held)
            return NoAnswer.OfRemoved(call);

        using var span = telemetry.Start(held);
        var result = await RunAsync(held, request, span, cancellationToken);
        span.Answer(result);
        return result;
    }

    private async ValueTask<McpResult> RunAsync(
        UpstreamCall call, McpRequest request, UpstreamSpan span, CancellationToken cancellationToken)
    {
        try
        {
            return await call.Upstream.Traffic.RunAsync(request, SendAsync, Refuse, cancellationToken);
        }
        catch (RemoteMcpException e)
        {
            span.Fail(e.Step.ToString());
            return NoAnswer.Of(call, e);
        }
        catch (ObjectDisposedException) when (!cancellationToken.IsCancellationRequested)
        {
            span.Fail(Removed);
            return NoAnswer.OfRemoved(call);
        }

        ValueTask<McpResult> SendAsync()
        {
            span.Send();
            return this.SendAsync(call, request, cancellationToken);
        }

        McpResult Refuse(string problem)
        {
            span.Fail(Busy);
            return NoAnswer.Of(call, problem);
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
