using AgentStack.McpServer.Protocol.JsonRpc;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Protocol;

/// <summary>Runs the code of a prompt or a resource: what it throws becomes an error that tells nothing of the inside.</summary>
internal sealed partial class CodeRunner(ILogger<CodeRunner> logger)
{
    public async ValueTask<McpResult> RunAsync<T>(
        McpRequest request, string name, Func<RequestContext<T>, ValueTask<McpResult>> run, CancellationToken cancellationToken)
        where T : RequestParams
    {
        var (parameters, problem) = CallParameters.Read<T>(request.Message);
        if (parameters is null)
            return problem!;

        try
        {
            await using var server = new CallServer(request);
            return await run(server.ContextOf(parameters));
        }
        catch (InputRequiredException e)
        {
            return InputRequests.Judge(request, e.Result);
        }
        catch (McpProtocolException e)
        {
            return new RpcError(e.ErrorCode, e.Message);
        }
        catch (McpException e)
        {
            return RpcError.InvalidParams(e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, e, name, request.Http.TraceIdentifier);
            return new RpcError(
                McpErrorCode.InternalError, $"{name} failed inside the server; its log says why under {request.Http.TraceIdentifier}");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Name} failed in request {RequestId}")]
        public static partial void Failed(ILogger logger, Exception exception, string name, string requestId);
    }
}
