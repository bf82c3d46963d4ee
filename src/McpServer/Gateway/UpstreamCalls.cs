using AgentStack.McpServer.Gateway.Calls;
using AgentStack.McpServer.Protocol;
using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.McpServer.Gateway;

/// <summary>The one way that calls take to an upstream.</summary>
internal sealed class UpstreamCalls(GatewayOptions options)
{
    public async ValueTask<McpResult> CallAsync(UpstreamCall call, McpRequest request, CancellationToken cancellationToken)
    {
        if (CallParameters.Check(request.Message) is { } problem)
            return problem;

        try
        {
            var answer = await AskAsync(call, request, cancellationToken);
            return answer.Result is { } result
                ? UpstreamResult.Of(result, call, request, call.Upstream.Options.MaxResultBytes ?? options.MaxResultBytes)
                : UpstreamError.Of(answer.Error!, call, request);
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

    private static async Task<RemoteAnswer> AskAsync(UpstreamCall call, McpRequest request, CancellationToken cancellationToken)
    {
        var listener = new CallListener(request, cancellationToken);
        try
        {
            var asked = new RemoteRequest(call.Method, call.Parameters)
            {
                Subject = call.OwnName,
                IsRepeatable = call.IsRepeatable,
                Context = CallersContext.Of(request, call.Upstream.Options, listener),
            };
            return await call.Upstream.Server.RequestAsync(asked, cancellationToken);
        }
        finally
        {
            await listener.EndAsync();
        }
    }
}
