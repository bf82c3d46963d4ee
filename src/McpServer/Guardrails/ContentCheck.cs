using AgentStack.McpServer.Guardrails.Aws;
using AgentStack.McpServer.Guardrails.Findings;
using AgentStack.McpServer.Guardrails.Reports;
using Amazon.BedrockRuntime.Model;

namespace AgentStack.McpServer.Guardrails;

/// <summary>Holds a text of any length against a guardrail: in parts that the service takes, with one report of all.</summary>
internal sealed class ContentCheck(GuardrailService service, GuardrailOptions options)
{
    // Contextual grounding takes no longer answer than this in one call.
    private const int LongestGrounded = 5_000;

    public async Task<ContentReport> RunAsync(
        GuardrailName guardrail, GuardedText text, string source, CancellationToken cancellationToken)
    {
        var longest = text.GroundingSource is null ? options.MaxCharacters : Math.Min(options.MaxCharacters, LongestGrounded);
        var parts = new List<CheckedPart>();
        foreach (var part in TextParts.Split(text.Content, longest))
            parts.Add(await CheckAsync(guardrail, text with { Content = part }, source, cancellationToken));

        return ReportMerge.Of(guardrail, source, parts);
    }

    private async Task<CheckedPart> CheckAsync(
        GuardrailName guardrail, GuardedText text, string source, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text.Content))
            return new CheckedPart(text.Content, new ApplyGuardrailResponse());

        var request = new ApplyGuardrailRequest
        {
            GuardrailIdentifier = guardrail.Id,
            GuardrailVersion = guardrail.Version,
            Source = source,
            Content = text.ToBlocks(),
        };
        return new CheckedPart(text.Content, await service.ApplyAsync(guardrail, request, cancellationToken));
    }
}
