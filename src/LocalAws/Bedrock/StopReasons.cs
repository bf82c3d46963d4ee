namespace AgentStack.LocalAws.Bedrock;

/// <summary>Why an answer ended, as the service model spells it.</summary>
internal static class StopReasons
{
    public const string EndTurn = "end_turn";
    public const string ToolUse = "tool_use";
    public const string MaxTokens = "max_tokens";
    public const string GuardrailIntervened = "guardrail_intervened";
    public const string ContentFiltered = "content_filtered";
}
