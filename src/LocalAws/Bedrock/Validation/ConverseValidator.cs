using System.Text.Json;
using AgentStack.LocalAws.Wire;

namespace AgentStack.LocalAws.Bedrock.Validation;

/// <summary>Refuses what Bedrock refuses: first by the shapes, then by the rules of a conversation and of its tools.</summary>
internal static class ConverseValidator
{
    /// <summary>Null for a request that Bedrock would take, else its ValidationException.</summary>
    public static AwsError? Validate(JsonElement request)
    {
        var message = ShapeCheck.Find(request, ConverseShapes.Request)
            ?? ToolRules.Find(request)
            ?? TextRules.Find(request)
            ?? TurnRules.Find(request)
            ?? ToolCallRules.Find(request)
            ?? ReasoningRules.Find(request);
        return message is null ? null : BedrockErrors.Create(BedrockErrors.Validation, message);
    }
}
