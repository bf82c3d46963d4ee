using Microsoft.Extensions.AI;
using ModelContextProtocol.Protocol;

namespace AgentStack.Agent.Tools.Results;

/// <summary>What a call gave the model: text, or an error that it can act on.</summary>
internal sealed record ToolOutcome(string Text, bool IsError)
{
    private const string ErrorMark = "Error: ";

    /// <summary>As the server sent it; null when none was asked, or none answered.</summary>
    public CallToolResult? Result { get; init; }

    /// <summary>For models that see.</summary>
    public IReadOnlyList<DataContent> Images { get; init; } = [];

    public static ToolOutcome Error(string text) => new(text, IsError: true);

    /// <summary>The text for the model. Bedrock's chat client has no place for an error status, so the text says it.</summary>
    public string ForModel =>
        IsError && !Text.StartsWith("error", StringComparison.OrdinalIgnoreCase) ? ErrorMark + Text : Text;
}
