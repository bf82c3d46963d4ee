using System.Text.Json;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>A call that was made since the prompt, with what came of it.</summary>
internal sealed record DoneCall(string Name, JsonElement Input, ToolOutcome Outcome);
