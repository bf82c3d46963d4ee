using System.Text.Json;
using System.Text.Json.Serialization;
using AgentStack.Agent.Tools;
using AgentStack.Agent.Tools.Policy;
using AgentStack.RemoteMcp.Connections;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Commands;

/// <summary>A tool in <c>tools list</c>.</summary>
/// <param name="WireName">The name that the model is told.</param>
/// <param name="Name">The name that its server has for it.</param>
/// <param name="Policy"><c>auto</c>, <c>ask</c> or <c>deny</c>, for a caller of whom nothing is known.</param>
/// <param name="PolicyReason">The rule that says so.</param>
/// <param name="InputSchema">As the server wrote it.</param>
/// <param name="OfferedSchema">As the model is told.</param>
/// <param name="Fingerprint">Of the definition, as a file of <c>Tools:Pins</c> holds it.</param>
internal sealed record ListedTool(
    string WireName,
    string Server,
    string Name,
    string Description,
    RemoteToolHints Annotations,
    bool IsRepeatable,
    string Policy,
    string PolicyReason,
    JsonElement InputSchema,
    JsonElement? OfferedSchema,
    string Fingerprint)
{
    /// <summary>Policy and annotations, for a person.</summary>
    [JsonIgnore]
    public IEnumerable<string> Words =>
    [
        Policy,
        Annotations.IsReadOnly ? "read-only" : Annotations.IsDestructive ? "may destroy" : "writes",
        .. Annotations.IsOpenWorld ? ["open world"] : Array.Empty<string>(),
        .. IsRepeatable && !Annotations.IsReadOnly ? ["idempotent"] : Array.Empty<string>(),
    ];

    public static ListedTool Of(OfferedTool tool, ToolPolicy policy)
    {
        var verdict = policy.Decide(tool.Remote, Invocations.Caller.Nobody);
        return new ListedTool(
            tool.WireName,
            tool.Remote.Server,
            tool.Remote.Name,
            tool.Remote.Description,
            tool.Remote.Hints,
            tool.Remote.IsRepeatable,
            verdict.Action.ToString().ToLowerInvariant(),
            verdict.Reason,
            tool.Remote.InputSchema,
            (tool.Declaration as AIFunctionDeclaration)?.JsonSchema,
            tool.Fingerprint);
    }
}
