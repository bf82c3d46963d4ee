using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.LocalAws.Bedrock.Validation;
using AgentStack.LocalAws.Wire;
using AgentStack.Oidc;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>ApplyGuardrail: holds texts against a guardrail, without any model.</summary>
internal sealed class ApplyGuardrailEndpoint(GuardrailBook guardrails)
{
    public async Task AnswerAsync(HttpContext context)
    {
        var request = await ReadAsync(context);
        var error = request is { } readable ? Problem(readable) : Invalid("The request body is not valid JSON. Send one JSON object and try again.");
        if (error is null && Find(context) is { } rules)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(Apply(request!.Value, rules).ToJsonString(), context.RequestAborted);
            return;
        }

        await context.Response.WriteRestJsonAsync(error ?? BedrockErrors.Create(
            BedrockErrors.ResourceNotFound, "The guardrail identifier or version provided in the request does not exist."));
    }

    private static async Task<JsonElement?> ReadAsync(HttpContext context)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            return body.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static AwsError? Problem(JsonElement request) =>
        ShapeCheck.Find(request, ApplyGuardrailShapes.Request) is { } problem ? Invalid(problem) : null;

    private static AwsError Invalid(string message) => BedrockErrors.Create(BedrockErrors.Validation, message);

    private GuardrailRules? Find(HttpContext context)
    {
        var identifier = ((string)context.Request.RouteValues["guardrailIdentifier"]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return guardrails.Find(identifier, (string)context.Request.RouteValues["guardrailVersion"]!);
    }

    private static JsonObject Apply(JsonElement request, GuardrailRules rules)
    {
        var content = GuardedContent.Read(request);
        var verdicts = content.Texts.Select(rules.Assess).ToList();
        var grounding = GroundingAssessment.Of(rules.Policy, content);
        var isBlocked = grounding?.IsBlocked == true || verdicts.Exists(verdict => verdict.IsBlocked);
        var isTouched = isBlocked || verdicts.Exists(verdict => verdict.IsTouched);
        var told = isBlocked
            ? [request.Text("source") == "INPUT" ? rules.Policy.BlockedInputMessage : rules.Policy.BlockedOutputMessage]
            : isTouched ? verdicts.ConvertAll(verdict => verdict.Text) : [];
        var assessment = Assess(content, verdicts, grounding, rules.Policy);

        return new JsonObject
        {
            ["usage"] = assessment["invocationMetrics"]!["usage"]!.DeepClone(),
            ["action"] = isTouched ? "GUARDRAIL_INTERVENED" : "NONE",
            ["actionReason"] = isBlocked ? "Guardrail blocked." : isTouched ? "Guardrail masked." : "No action.",
            ["outputs"] = new JsonArray([.. told.Select(text => (JsonNode)new JsonObject { ["text"] = text })]),
            ["assessments"] = new JsonArray(assessment),
            ["guardrailCoverage"] = assessment["invocationMetrics"]!["guardrailCoverage"]!.DeepClone(),
        };
    }

    private static JsonObject Assess(
        GuardedContent content, List<GuardrailVerdict> verdicts, GroundingAssessment? grounding, GuardrailPolicy policy)
    {
        var assessment = GuardrailAssessment.ToJson([.. verdicts.SelectMany(verdict => verdict.Findings)], policy, content.Characters);
        var metrics = assessment["invocationMetrics"]!;
        metrics["guardrailCoverage"]!["textCharacters"]!["total"] = content.AllCharacters;
        if (grounding is not null)
        {
            assessment["contextualGroundingPolicy"] = grounding.ToJson();
            metrics["usage"]!["contextualGroundingPolicyUnits"] = GuardrailAssessment.Units(content.AllCharacters);
        }

        if (policy.Reasoning is { } reasoning)
        {
            assessment["automatedReasoningPolicy"] = ReasoningAssessment.ToJson(reasoning, content.Whole);
            metrics["usage"]!["automatedReasoningPolicyUnits"] = GuardrailAssessment.Units(content.AllCharacters);
            metrics["usage"]!["automatedReasoningPolicies"] = 1;
        }

        return assessment;
    }
}
