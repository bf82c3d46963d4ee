using AgentStack.McpServer.Protocol;
using AgentStack.McpServer.Protocol.JsonRpc;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Offers.Own;

/// <summary>
/// Runs the code of a tool, a prompt or a resource: what it throws becomes an error that tells nothing of the inside.
/// That of a tool is for a model to read, the others are for a program.
/// </summary>
internal sealed partial class CodeRunner(ILogger<CodeRunner> logger)
{
    public async ValueTask<McpResult> RunAsync<T>(
        McpRequest request,
        string name,
        Func<RequestContext<T>, ValueTask<McpResult>> run,
        bool isTool,
        CancellationToken cancellationToken)
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
            return isTool ? ToolError.Of(e.Message) : RpcError.InvalidParams(e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, e, name, request.Http.TraceIdentifier);
            var text = $"{name} failed inside the server; its log says why under {request.Http.TraceIdentifier}";
            return isTool ? ToolError.Of($"{text}.") : new RpcError(McpErrorCode.InternalError, text);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Name} failed in request {RequestId}")]
        public static partial void Failed(ILogger logger, Exception exception, string name, string requestId);
    }
}
