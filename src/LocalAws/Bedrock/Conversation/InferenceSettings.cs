namespace AgentStack.LocalAws.Bedrock.Conversation;

/// <summary>The request's <c>inferenceConfig</c>.</summary>
internal sealed record InferenceSettings(
    int? MaxTokens,
    float? Temperature,
    float? TopP,
    IReadOnlyList<string> StopSequences);
