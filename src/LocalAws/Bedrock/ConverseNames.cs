namespace AgentStack.LocalAws.Bedrock;

/// <summary>The JSON names of Converse that readers and writers share.</summary>
internal static class ConverseNames
{
    public const string Messages = "messages";
    public const string Role = "role";
    public const string User = "user";
    public const string Assistant = "assistant";
    public const string Content = "content";
    public const string System = "system";
    public const string Text = "text";
    public const string Json = "json";
    public const string ToolUse = "toolUse";
    public const string ToolResult = "toolResult";
    public const string ReasoningContent = "reasoningContent";
    public const string ToolUseId = "toolUseId";
    public const string Name = "name";
    public const string Input = "input";
    public const string Status = "status";
    public const string Error = "error";
    public const string ToolConfig = "toolConfig";
    public const string Tools = "tools";
    public const string ToolSpec = "toolSpec";
    public const string Description = "description";
    public const string InputSchema = "inputSchema";
    public const string ToolChoice = "toolChoice";
    public const string Any = "any";
    public const string Tool = "tool";
    public const string InferenceConfig = "inferenceConfig";
    public const string MaxTokens = "maxTokens";
    public const string Temperature = "temperature";
    public const string TopP = "topP";
    public const string StopSequences = "stopSequences";
    public const string StopReason = "stopReason";
    public const string Usage = "usage";
    public const string Metrics = "metrics";
    public const string CachePoint = "cachePoint";
    public const string GuardContent = "guardContent";
    public const string GuardrailConfig = "guardrailConfig";
    public const string GuardrailIdentifier = "guardrailIdentifier";
    public const string GuardrailVersion = "guardrailVersion";
    public const string Message = "message";
}
