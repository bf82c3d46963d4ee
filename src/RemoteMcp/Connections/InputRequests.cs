using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>Tools and prompts that ask something back while they run, of a user or of a model: nobody is there to answer.</summary>
internal static class InputRequests
{
    private const int MissingCapability = -32021;
    private const int UrlElicitationRequired = -32042;
    private const string ResultType = "resultType";
    private const string InputRequired = "input_required";
    private const string Complete = "complete";

    /// <summary>What is asked for, in words; null when the failure is another one.</summary>
    public static string? Asked(Exception failure) => failure switch
    {
        // The client has no handlers for them, and says so in words alone.
        InvalidOperationException { Message: var text } when text.Contains("input request", StringComparison.Ordinal) => Words(text),
        NotSupportedException { Message: var text } when text.Contains("input request", StringComparison.Ordinal) => Words(text),
        McpProtocolException { ErrorCode: var code } when (int)code is MissingCapability or UrlElicitationRequired => "input while it runs",
        _ => null,
    };

    /// <summary>Keeps from the client that the server asks for something: it would answer by itself, and has nobody to ask.</summary>
    public static bool Hide(JsonObject result)
    {
        if (result[ResultType] is not JsonValue type || !type.TryGetValue<string>(out var text) || text != InputRequired)
            return false;

        result[ResultType] = Complete;
        return true;
    }

    /// <summary>Undoes <see cref="Hide"/>.</summary>
    public static void Show(JsonObject result) => result[ResultType] = InputRequired;

    /// <summary>The answer in the server's place: a result that a model can read of a tool, an error of all else.</summary>
    /// <exception cref="ServerErrorException">It was no tool.</exception>
    public static JsonObject Decline(RemoteRequest request, string asked)
    {
        if (request.Method != RequestMethods.ToolsCall)
        {
            throw ServerErrors.ToException(new RemoteError(
                (int)McpErrorCode.InternalError, $"'{request.About}' asks for {asked}, which cannot be given here.", Data: null));
        }

        return new JsonObject
        {
            ["content"] = new JsonArray(new JsonObject
            {
                ["type"] = "text",
                ["text"] = $"The tool '{request.About}' asks for {asked}, which cannot be given here. It did not finish.",
            }),
            ["isError"] = true,
        };
    }

    private static string Words(string text) =>
        text.Contains("elicitation", StringComparison.OrdinalIgnoreCase) ? "input of the user while it runs (elicitation)"
        : text.Contains("sampling", StringComparison.OrdinalIgnoreCase) ? "an answer of the client's model (sampling)"
        : text.Contains("root", StringComparison.OrdinalIgnoreCase) ? "the client's folders (roots)"
        : "input while it runs";
}
