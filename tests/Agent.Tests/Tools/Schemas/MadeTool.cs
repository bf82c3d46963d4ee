using System.Text.Json.Nodes;

namespace AgentStack.Agent.Tests.Tools.Schemas;

/// <summary>A tool that a generator made, and arguments that are good for it.</summary>
internal sealed record MadeTool(string Name, string Description, JsonNode Schema, JsonObject Arguments)
{
    public JsonObject Definition => new()
    {
        ["name"] = Name,
        ["description"] = Description,
        ["inputSchema"] = Schema.DeepClone(),
    };

    public override string ToString() => $"{Name}: {Schema.ToJsonString()} with {Arguments.ToJsonString()}";
}
