using System.Text.Json.Nodes;
using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>One call that the prompt asks for.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Input">Its input; members that wait are null.</param>
/// <param name="References">Which members wait, and for which step of the plan.</param>
/// <param name="Equation">What it works out, if it is arithmetic.</param>
internal sealed record PlannedStep(
    OfferedTool Tool,
    JsonObject Input,
    IReadOnlyDictionary<string, int> References,
    Equation? Equation);
