using System.Text.Json;

namespace AgentStack.LocalAws.Bedrock.Conversation;

/// <summary>A tool of the request's <c>toolConfig</c>.</summary>
internal sealed record OfferedTool(string Name, string Description, JsonElement Schema);
