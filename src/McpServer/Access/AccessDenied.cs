using System.Text.Json.Serialization;

namespace AgentStack.McpServer.Access;

/// <summary>The body of a refusal, as OAuth words it.</summary>
internal sealed record AccessDenied(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string Description);
