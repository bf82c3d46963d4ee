using System.Text.Json;
using AgentStack.McpServer.Logging;
using AgentStack.McpServer.Protocol.JsonRpc;
using AgentStack.Schemas;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>
/// Calls a tool. What the caller's program did wrong is a protocol error; what the model that wrote the arguments can
/// mend is a tool error, for it to read.
/// </summary>
internal sealed partial class CallToolMethod(ToolCatalog catalog, ILogger<CallToolMethod> logger) : IMcpMethod
{
    public string Name => RequestMethods.ToolsCall;

    public bool IsIn(string version) => true;

    public async ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken)
    {
        if (request.Message.TextParam("name") is not { } name)
            return RpcError.InvalidParams("\"name\" must be a string");

        var arguments = request.Message.Param("arguments") ?? default;
        if (arguments.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
            return RpcError.InvalidParams("\"arguments\" must be an object");

        if (catalog.Find(name) is not { } tool)
            return RpcError.InvalidParams($"There is no tool \"{Excerpt.Of(name)}\"; tools/list names those that there are");

        RequestSummary.Of(request.Http).Tool = tool.ProtocolTool.Name;
        if (request.IsModern && ParameterHeaders.Check(request.Http.Request.Headers, tool.ProtocolTool.InputSchema, arguments) is { } mismatch)
            return RpcError.BadRequest(McpErrorCode.HeaderMismatch, mismatch);

        return ToolCatalog.Check(tool, arguments) is { Count: > 0 } problems
            ? ToolError($"Invalid arguments for {tool.ProtocolTool.Name}: {string.Join("; ", problems)}.")
            : await CallAsync(tool, request, cancellationToken);
    }

    private async ValueTask<McpResult> CallAsync(McpServerTool tool, McpRequest request, CancellationToken cancellationToken)
    {
        var (parameters, problem) = CallParameters.Read<CallToolRequestParams>(request.Message);
        if (parameters is null)
            return problem!;

        try
        {
            await using var server = new CallServer(request);
            return await tool.InvokeAsync(server.ContextOf(parameters), cancellationToken);
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
            return ToolError(e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.ToolFailed(logger, e, tool.ProtocolTool.Name, request.Http.TraceIdentifier);
            return ToolError(
                $"{tool.ProtocolTool.Name} failed inside the server; its log says why under {request.Http.TraceIdentifier}.");
        }
    }

    private static CallToolResult ToolError(string text) =>
        new() { IsError = true, Content = [new TextContentBlock { Text = text }] };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Tool {Tool} failed in request {RequestId}")]
        public static partial void ToolFailed(ILogger logger, Exception exception, string tool, string requestId);
    }
}
