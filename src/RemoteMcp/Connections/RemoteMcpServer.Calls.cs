using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Connections;

public sealed partial class RemoteMcpServer
{
    /// <inheritdoc cref="CallToolAsync(RemoteTool, IReadOnlyDictionary{string, object?}, CallContext, CancellationToken)"/>
    public Task<CallToolResult> CallToolAsync(
        RemoteTool tool, IReadOnlyDictionary<string, object?> arguments, CancellationToken cancellationToken) =>
        CallToolAsync(tool, arguments, CallContext.None, cancellationToken);

    /// <summary>
    /// Calls a tool. A call is sent a second time only when the server certainly did not run it, or when the tool says
    /// that it may be repeated.
    /// </summary>
    /// <exception cref="RemoteMcpException">No answer; an error that the tool itself reports is a result.</exception>
    public async Task<CallToolResult> CallToolAsync(
        RemoteTool tool,
        IReadOnlyDictionary<string, object?> arguments,
        CallContext context,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tool);
        var request = new RemoteRequest(RequestMethods.ToolsCall, ToParameters(tool.Name, arguments))
        {
            Subject = tool.Name,
            IsRepeatable = tool.IsRepeatable,
            Context = context,
            DeclinesInput = true,
        };
        try
        {
            return await AskAsync(request, ToToolResult, cancellationToken);
        }
        catch (RemoteMcpException e) when (ConnectionFailures.IsMaybeUnknownTool(e))
        {
            if (await IsGoneAsync(tool.Name, cancellationToken))
                throw Gone(tool.Name, e);

            throw;
        }
    }

    /// <summary>
    /// Asks the server as somebody else asked: what it answers comes back as it is, an error of its own too. It is sent a
    /// second time by the same rules as a call of a tool.
    /// </summary>
    /// <exception cref="RemoteMcpException">No answer, or the settings do not let the tool be used.</exception>
    public async Task<RemoteAnswer> RequestAsync(RemoteRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            return new RemoteAnswer(await AskAsync(request, result => result, cancellationToken), Error: null);
        }
        catch (RemoteMcpException e) when (e.Answer is { } error)
        {
            if (e.Step == ConnectionStep.CallTool && ConnectionFailures.IsMaybeUnknownTool(e) && IsListingOld)
                _background.RefreshSoon(Listing?.At);

            return new RemoteAnswer(Result: null, error);
        }
    }

    private async Task<T> AskAsync<T>(RemoteRequest request, Func<JsonObject, T> read, CancellationToken cancellationToken)
    {
        var step = ConnectionSteps.Of(request.Method);
        var tool = step == ConnectionStep.CallTool ? request.Tool : null;
        if (tool is not null && _filter.Reason(tool) is { } denied)
            throw NotAllowed(tool, denied);

        var call = new RemoteCall(request, _passed);
        return await UseAsync(step, _callDeadline, request.IsRepeatable, RunAsync, request.Context.Patience, cancellationToken);

        async Task<T> RunAsync(Connection connection, CancellationToken token)
        {
            var result = await call.RunAsync(connection, token);
            if (UnknownTool.IsSaid(result, tool) && IsListingOld)
                _background.RefreshSoon(Listing?.At);

            return read(result);
        }
    }

    // One that is younger was made when the server was as it is.
    private bool IsListingOld => Listing is null || _clock.GetUtcNow() - Listing.At >= Background.BetweenRefreshes;

    // By way of its bytes: a node made with the options of the protocol takes names that differ in case alone for one.
    private static JsonObject ToParameters(string tool, IReadOnlyDictionary<string, object?> arguments) => new()
    {
        ["name"] = tool,
        ["arguments"] = JsonNode.Parse(JsonSerializer.SerializeToUtf8Bytes(arguments, McpJsonUtilities.DefaultOptions)),
    };

    /// <exception cref="UnreadableAnswerException">It is no result of a tool.</exception>
    private static CallToolResult ToToolResult(JsonObject result)
    {
        try
        {
            return result.Deserialize<CallToolResult>(McpJsonUtilities.DefaultOptions)
                ?? throw new UnreadableAnswerException(UnreadableJson.Formless);
        }
        catch (Exception e) when (UnreadableJson.IsCause(e))
        {
            throw new UnreadableAnswerException(UnreadableJson.Reason(e), e);
        }
    }

    // The server's list is asked for anew, unless it is so young that the call cannot know better.
    private async Task<bool> IsGoneAsync(string tool, CancellationToken cancellationToken)
    {
        try
        {
            if (IsListingOld)
                await ListToolsAsync(cancellationToken);
        }
        catch (RemoteMcpException)
        {
            return false;
        }

        return Listing is { } listing && listing.Tools.All(listed => listed.Name != tool);
    }

    private RemoteMcpException Gone(string tool, RemoteMcpException refusal) => new(
        Name, refusal.Step, refusal.Address, $"The server has no tool '{tool}' any more.", "Its tools were listed again.", refusal);

    private RemoteMcpException NotAllowed(string tool, string reason) => new(
        Name,
        ConnectionStep.CallTool,
        "its settings",
        $"The tool '{tool}' may not be used: {reason}.",
        $"{Options.Key(Name)}:Tools:Allow and :Deny say which may.")
    { HasRun = false };
}
