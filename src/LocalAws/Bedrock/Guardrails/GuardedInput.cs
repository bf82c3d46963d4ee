using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>
/// What a guardrail looks at in a request: all text of all messages, or only the guarded blocks where there are any;
/// neither system text nor tool calls and their results.
/// </summary>
internal static class GuardedInput
{
    /// <returns>The call with what is to be masked masked, and all that was found in it.</returns>
    public static (ConverseCall Call, GuardrailVerdict Verdict) Assess(ConverseCall call, GuardrailRules rules)
    {
        var isMarked = call.Messages.SelectMany(message => message.Blocks).Any(block => block is MessageBlock.Text { IsGuarded: true });
        var findings = new List<GuardrailFinding>();
        var guarded = call with
        {
            Messages = [.. call.Messages.Select(message => message with { Blocks = [.. message.Blocks.Select(Pass)] })],
        };
        return (guarded, new GuardrailVerdict("", findings));

        MessageBlock Pass(MessageBlock block)
        {
            if (block is not MessageBlock.Text text || text.IsGuarded != isMarked)
                return block;

            var verdict = rules.Assess(text.Value);
            findings.AddRange(verdict.Findings);
            return text with { Value = verdict.Text };
        }
    }
}
