using System.Text.Json.Nodes;

namespace AgentStack.Agent.Tests.Tools.Schemas;

/// <summary>A schema, and a source of values that are good for it.</summary>
internal sealed record MadeSchema(JsonNode Schema, Func<JsonNode?> Value);
