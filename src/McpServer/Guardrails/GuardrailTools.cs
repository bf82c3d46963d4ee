using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using AgentStack.McpServer.Guardrails.Aws;
using AgentStack.McpServer.Guardrails.Reports;
using AgentStack.McpServer.Guardrails.Rewriting;
using AgentStack.McpServer.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Guardrails;

/// <summary>Amazon Bedrock Guardrails with automated reasoning, for a model that is to check what it says.</summary>
[McpServerToolType]
internal sealed class GuardrailTools(GuardrailService service, ContentCheck check, RewriteLoop rewriting)
{
    private const int MostAtOnce = 4;

    [McpServerTool(
        Name = "validate_content",
        Title = "Validate content against a guardrail",
        ReadOnly = true,
        Idempotent = true,
        OpenWorld = false,
        UseStructuredContent = true,
        OutputSchemaType = typeof(ContentReport))]
    [Description("Holds a text against an Amazon Bedrock guardrail and tells what each of its policies found: denied topics, harmful "
        + "content, words, personal data, grounding, and whether automated reasoning proves or refutes its claims.")]
    public async Task<CallToolResult> ValidateContentAsync(
        [Description("The id or ARN of the guardrail; list_guardrails names them.")] string guardrail_id,
        [Description("The text to validate."), MinLength(1)] string content,
        [Description("DRAFT or the number of a published version.")] string guardrail_version = GuardrailName.Draft,
        [Description("INPUT for what a user wrote, OUTPUT for what a model wrote."), AllowedValues(ContentSource.Input, ContentSource.Output)]
        string source = ContentSource.Output,
        [Description("What the text answers, where it is an answer.")] string? query = null,
        [Description("What the text must be grounded in, for a guardrail that checks grounding.")] string? grounding_source = null,
        CancellationToken cancellationToken = default)
    {
        var guardrail = GuardrailName.Of(guardrail_id, guardrail_version);
        NotBlank(content, nameof(content));
        var report = await check.RunAsync(guardrail, new GuardedText(content, query, grounding_source), source, cancellationToken);
        return StructuredResult.Of(report, ReportText.Of(report));
    }

    [McpServerTool(
        Name = "list_guardrails",
        Title = "List guardrails",
        ReadOnly = true,
        Idempotent = true,
        OpenWorld = false,
        UseStructuredContent = true,
        OutputSchemaType = typeof(GuardrailListReport))]
    [Description("Lists the Amazon Bedrock guardrails of the AWS account.")]
    public async Task<CallToolResult> ListGuardrailsAsync(
        [Description("Whether to leave out guardrails without automated reasoning policies.")] bool only_automated_reasoning = true,
        CancellationToken cancellationToken = default)
    {
        var all = new List<GuardrailSummaryReport>();
        await foreach (var summary in service.ListAsync(cancellationToken))
            all.Add(GuardrailSummaryReport.Of(summary));

        var listed = only_automated_reasoning ? await WithReasoningAsync(all, cancellationToken) : all;
        var report = new GuardrailListReport
        {
            Guardrails = listed,
            OnlyAutomatedReasoning = only_automated_reasoning,
            Others = all.Count - listed.Count,
        };
        return StructuredResult.Of(report, report.ToString());
    }

    [McpServerTool(
        Name = "get_guardrail_info",
        Title = "Describe a guardrail",
        ReadOnly = true,
        Idempotent = true,
        OpenWorld = false,
        UseStructuredContent = true,
        OutputSchemaType = typeof(GuardrailInfoReport))]
    [Description("Describes an Amazon Bedrock guardrail: its status and everything that its policies look for.")]
    public async Task<CallToolResult> GetGuardrailInfoAsync(
        [Description("The id or ARN of the guardrail; list_guardrails names them.")] string guardrail_id,
        [Description("DRAFT or the number of a published version; DRAFT when left out.")] string? guardrail_version = null,
        CancellationToken cancellationToken = default)
    {
        var guardrail = GuardrailName.Of(guardrail_id, guardrail_version ?? GuardrailName.Draft);
        var report = GuardrailInfoReport.Of(
            await service.GetAsync(guardrail.Id, guardrail_version is null ? null : guardrail.Version, cancellationToken));
        return StructuredResult.Of(report, report.ToString());
    }

    [McpServerTool(
        Name = "rewrite_response",
        Title = "Rewrite a response until a guardrail accepts it",
        ReadOnly = true,
        Idempotent = true,
        OpenWorld = false,
        UseStructuredContent = true,
        OutputSchemaType = typeof(RewriteReport))]
    [Description("Validates an answer against an Amazon Bedrock guardrail and has a model rewrite it from the findings until it is valid "
        + "or the attempts are used up. Tells every attempt, and says so when no valid answer was found.")]
    public async Task<CallToolResult> RewriteResponseAsync(
        [Description("The id or ARN of the guardrail; list_guardrails names them.")] string guardrail_id,
        [Description("What the user asked."), MinLength(1)] string user_prompt,
        [Description("The answer to validate and rewrite."), MinLength(1)] string response,
        [Description("How often the answer may be rewritten."), Range(1, 10)] int max_attempts = 3,
        [Description("DRAFT or the number of a published version.")] string guardrail_version = GuardrailName.Draft,
        CancellationToken cancellationToken = default)
    {
        var guardrail = GuardrailName.Of(guardrail_id, guardrail_version);
        NotBlank(user_prompt, nameof(user_prompt));
        NotBlank(response, nameof(response));
        var report = await rewriting.RunAsync(guardrail, user_prompt, response, max_attempts, cancellationToken);
        return StructuredResult.Of(report, RewriteText.Of(report));
    }

    // The list does not say which policies a guardrail has.
    private async Task<List<GuardrailSummaryReport>> WithReasoningAsync(
        List<GuardrailSummaryReport> all, CancellationToken cancellationToken)
    {
        var found = new GuardrailSummaryReport?[all.Count];
        var limits = new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, all.Count, limits, async (index, token) =>
        {
            var guardrail = await service.GetAsync(all[index].Id, null, token);
            if (guardrail.AutomatedReasoningPolicy?.Policies is { Count: > 0 } policies)
                found[index] = all[index] with { AutomatedReasoningPolicies = policies };
        });
        return [.. found.OfType<GuardrailSummaryReport>()];
    }

    private static void NotBlank(string text, string name)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new McpException($"\"{name}\" is blank: there is nothing to validate.");
    }
}
