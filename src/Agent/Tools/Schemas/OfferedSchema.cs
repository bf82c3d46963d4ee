using System.Text.Json;

namespace AgentStack.Agent.Tools.Schemas;

/// <summary>A tool's input schema as the model is told it.</summary>
/// <param name="Json">Of <c>type</c>, <c>properties</c> and <c>required</c>: nothing else at the root reaches Bedrock.</param>
/// <param name="Names">Between the properties' names here and at the server.</param>
/// <param name="Notes">What the root says beyond that, in words for the model.</param>
/// <param name="Repairs">What was changed, in words for an operator.</param>
internal sealed record OfferedSchema(
    JsonElement Json, PropertyNames Names, IReadOnlyList<string> Notes, IReadOnlyList<string> Repairs)
{
    /// <summary>Of a tool that takes whatever comes.</summary>
    public static OfferedSchema None { get; } = new(default, new PropertyNames(default), [], []);

    /// <summary>Arguments of the model as the server knows them.</summary>
    public Dictionary<string, object?> Restore(IEnumerable<KeyValuePair<string, object?>> arguments) => Names.Restore(arguments);
}
