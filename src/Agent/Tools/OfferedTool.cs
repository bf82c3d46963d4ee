using AgentStack.Agent.Conversations;
using AgentStack.Agent.Tools.Schemas;
using AgentStack.RemoteMcp.Connections;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;

namespace AgentStack.Agent.Tools;

/// <summary>A tool as the model sees it and as the kernel invokes it.</summary>
/// <param name="WireName">The name that Bedrock is told.</param>
/// <param name="Remote">The tool under its own name.</param>
/// <param name="Declaration">Only declared, not invocable, so that nothing but the turn loop runs it.</param>
/// <param name="Function">Runs the tool, through the kernel's filters.</param>
internal sealed record OfferedTool(string WireName, RemoteTool Remote, AITool Declaration, KernelFunction Function)
{
    /// <summary>Of the definition, as its server gives it: <c>sha256:</c> and 64 hexadecimal digits.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>As the model is told it.</summary>
    public OfferedSchema Schema { get; init; } = OfferedSchema.None;

    /// <summary>What was changed of its schema, in words for an operator; empty when nothing was.</summary>
    public IReadOnlyList<string> Repairs => Schema.Repairs;

    /// <summary>Between the names of the arguments here and at the server.</summary>
    public PropertyNames Names => Schema.Names;

    /// <summary>As it is written down with a call that waits for a person.</summary>
    public AskedTool ToAsked() => new(Remote.Server, Remote.Name, Fingerprint);

    /// <summary>What is wrong with a call's arguments by the server's own schema, in the names that the model knows.</summary>
    public IReadOnlyList<string> Problems(IDictionary<string, object?> arguments) =>
        ToolArguments.Problems(Remote.InputSchema, Schema.Restore(arguments), Names.Shown);
}
