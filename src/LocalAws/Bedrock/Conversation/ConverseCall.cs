namespace AgentStack.LocalAws.Bedrock.Conversation;

/// <summary>A valid Converse request, read.</summary>
internal sealed record ConverseCall(
    string ModelId,
    IReadOnlyList<ConverseMessage> Messages,
    IReadOnlyList<string> System,
    IReadOnlyList<OfferedTool> Tools,
    ToolDemand Demand,
    InferenceSettings Inference,
    GuardrailSettings? Guardrail,
    string Body);
