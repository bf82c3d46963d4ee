using System.Text.Json;
using AgentStack.McpServer.Access;
using AgentStack.McpServer.Gateway.Audit;
using AgentStack.McpServer.Logging;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Protocol.JsonRpc;
using AgentStack.Schemas;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>Calls a tool. What the caller's program did wrong is a protocol error.</summary>
internal sealed class CallToolMethod(OfferCatalog catalog, ToolRefusal refusal) : IMcpMethod
{
    public string Name => RequestMethods.ToolsCall;

    public bool IsIn(string version) => true;

    public ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken) =>
        CallAsync(request, isNamedInHeaders: true, cancellationToken);

    /// <param name="request">The call.</param>
    /// <param name="isNamedInHeaders">Whether the request's headers are about this tool.</param>
    /// <param name="cancellationToken">The caller is gone.</param>
    public async ValueTask<McpResult> CallAsync(McpRequest request, bool isNamedInHeaders, CancellationToken cancellationToken)
    {
        if (request.Message.TextParam("name") is { } name && catalog.FindTool(name) is null)
            await catalog.SettledAsync(cancellationToken);

        var arguments = request.Message.Param("arguments") ?? default;
        if (Check(request, arguments, isNamedInHeaders) is var (tool, problem) && problem is { } refused)
            return refused;

        AuditRecord.Find(request.Http)?.Admit();
        return await tool!.CallAsync(request, arguments, cancellationToken);
    }

    /// <summary>The answer where nothing more is to be said than that.</summary>
    public static RpcError NoSuchTool(string name) =>
        RpcError.InvalidParams($"There is no tool \"{Excerpt.Of(name)}\"; tools/list names those that there are");

    private (IServedTool? Tool, McpResult? Problem) Check(McpRequest request, JsonElement arguments, bool isNamedInHeaders)
    {
        if (request.Message.TextParam("name") is not { } name)
            return (null, RpcError.InvalidParams("\"name\" must be a string"));

        if (arguments.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
            return (null, RpcError.InvalidParams("\"arguments\" must be an object"));

        var tool = catalog.FindTool(name);
        if (refusal.Check(request.Http, [name, .. tool?.Names ?? []]) is { } forbidden)
            return (null, forbidden);

        if (tool is null)
            return (null, Missing(name));

        RequestSummary.Of(request.Http).Tool = tool.Name;
        return isNamedInHeaders && request.IsModern && ParameterHeaders.Check(request.Http.Request.Headers, tool.Definition, arguments) is { } mismatch
            ? (null, RpcError.BadRequest(McpErrorCode.HeaderMismatch, mismatch))
            : (tool, null);
    }

    // That a server behind this one is away is for the model to read, as it is of a tool that is known.
    private McpResult Missing(string name) => catalog.WhyMissing(name) is { } why
        ? ToolError.Of(why)
        : NoSuchTool(name);
}
