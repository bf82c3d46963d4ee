using System.Text.Json.Nodes;

namespace AgentStack.Agent.Tools.Schemas;

/// <summary>What is known of one argument of a tool.</summary>
/// <param name="Schema">Of its values.</param>
/// <param name="IsCertain">Whether it holds in every case, and not only with some of the alternatives.</param>
internal sealed record Argument(JsonObject Schema, bool IsCertain);
