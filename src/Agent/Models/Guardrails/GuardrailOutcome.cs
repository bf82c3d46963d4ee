using AgentStack.Agent.Turns.Events;
using Amazon.BedrockRuntime.Model;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Models.Guardrails;

/// <summary>What a guardrail did to one call of the model.</summary>
/// <param name="IsBlocked">The answer is the guardrail's, not the model's, if only at its end.</param>
/// <param name="Event">Null when it did nothing.</param>
internal sealed record GuardrailOutcome(bool IsBlocked, GuardrailEvent? Event)
{
    private const string Intervened = "guardrail_intervened";

    /// <summary>Reads the stream's last events, which the chat client hands on as they came.</summary>
    public static GuardrailOutcome Read(IReadOnlyList<ChatResponseUpdate> updates)
    {
        var events = updates.Select(update => update.RawRepresentation).ToList();
        var hasIntervened = events.OfType<MessageStopEvent>().Any(stop => stop.StopReason?.Value == Intervened);
        var trace = events.OfType<ConverseStreamMetadataEvent>().Select(metadata => metadata.Trace?.Guardrail).LastOrDefault();
        var input = Findings(trace?.InputAssessment?.Values);
        var output = Findings(trace?.OutputAssessments?.Values.SelectMany(list => list));
        List<GuardrailFinding> all = [.. input, .. output];

        // A guardrail that only masked says that it intervened, too; the model's answer stands.
        var isBlocked = hasIntervened && (all.Count == 0 || all.Exists(finding => finding.IsBlocked));
        if (!isBlocked && all.Count == 0)
            return new GuardrailOutcome(false, null);

        var action = isBlocked ? "blocked" : "masked";
        return new GuardrailOutcome(isBlocked, new GuardrailEvent(
            action, Source(input, output, isBlocked), [.. all.Select(finding => finding.ToString()).Distinct()]));
    }

    private static List<GuardrailFinding> Findings(IEnumerable<GuardrailAssessment>? assessments) =>
        [.. (assessments ?? []).SelectMany(GuardrailFindings.Read)];

    private static string? Source(List<GuardrailFinding> input, List<GuardrailFinding> output, bool isBlocked)
    {
        var isInput = input.Exists(finding => finding.IsBlocked == isBlocked);
        var isOutput = output.Exists(finding => finding.IsBlocked == isBlocked);
        return (isInput, isOutput) switch
        {
            (true, false) => "input",
            (false, true) => "output",
            _ => null,
        };
    }
}
