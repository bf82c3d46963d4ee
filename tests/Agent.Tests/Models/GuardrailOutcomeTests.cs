using AgentStack.Agent.Models.Guardrails;
using Amazon.BedrockRuntime;
using Amazon.BedrockRuntime.Model;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Tests.Models;

public sealed class GuardrailOutcomeTests
{
    [Fact]
    public void Outcome_OfEveryPolicy_NamesThePolicyAndNotTheMatch()
    {
        var outcome = Read("guardrail_intervened", new GuardrailAssessment
        {
            ContentPolicy = new GuardrailContentPolicyAssessment
            {
                Filters =
                [
                    new() { Type = GuardrailContentFilterType.HATE, Confidence = "HIGH", Action = "BLOCKED" },
                    new() { Type = GuardrailContentFilterType.INSULTS, Confidence = "LOW", Action = "NONE" },
                ],
            },
            WordPolicy = new GuardrailWordPolicyAssessment
            {
                ManagedWordLists = [new() { Type = "PROFANITY", Match = "secret-match", Action = "BLOCKED" }],
            },
            ContextualGroundingPolicy = new GuardrailContextualGroundingPolicyAssessment
            {
                Filters = [new() { Type = "GROUNDING", Score = 0.314, Threshold = 0.75, Action = "BLOCKED" }],
            },
        });

        outcome.IsBlocked.ShouldBeTrue();
        outcome.Event!.Source.ShouldBe("output");
        outcome.Event.Findings.ShouldBe(
        [
            "content filter HATE, confidence HIGH (blocked)",
            "word list PROFANITY (blocked)",
            "GROUNDING 0.31 below 0.75 (blocked)",
        ]);
    }

    [Theory]
    [InlineData("end_turn")]
    [InlineData("guardrail_intervened")]
    public void Outcome_OfMaskingAlone_IsNotBlockedWhateverTheStopReason(string reason)
    {
        var outcome = Read(reason, new GuardrailAssessment
        {
            SensitiveInformationPolicy = new GuardrailSensitiveInformationPolicyAssessment
            {
                PiiEntities = [new() { Type = "EMAIL", Match = "ann@example.org", Action = "ANONYMIZED" }],
            },
        });

        outcome.IsBlocked.ShouldBeFalse();
        outcome.Event!.Action.ShouldBe("masked");
    }

    [Fact]
    public void Outcome_OfAnAssessmentThatFoundNothing_IsNoEvent() =>
        Read("end_turn", new GuardrailAssessment { InvocationMetrics = new GuardrailInvocationMetrics() }).Event.ShouldBeNull();

    [Fact]
    public void Outcome_OfBedrocksOwnContentFilter_IsNotTheGuardrails() => Read("content_filtered", null).IsBlocked.ShouldBeFalse();

    private static GuardrailOutcome Read(string reason, GuardrailAssessment? output)
    {
        var trace = output is null ? null : new ConverseStreamTrace
        {
            Guardrail = new GuardrailTraceAssessment { OutputAssessments = new() { ["abc123"] = [output] } },
        };
        return GuardrailOutcome.Read(
        [
            new ChatResponseUpdate { RawRepresentation = new MessageStopEvent { StopReason = new StopReason(reason) } },
            new ChatResponseUpdate { RawRepresentation = new ConverseStreamMetadataEvent { Trace = trace } },
        ]);
    }
}
