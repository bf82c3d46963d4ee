using AgentStack.LocalAws.Bedrock.Guardrails;
using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace AgentStack.LocalAws.Bedrock;

internal static class BedrockEndpoints
{
    private const string SigningName = "bedrock";

    /// <summary>Maps Converse, ConverseStream and the guardrails.</summary>
    public static IEndpointRouteBuilder MapBedrock(this IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapPost("/model/{modelId}/converse", (HttpContext context, ConverseEndpoint endpoint) =>
                endpoint.AnswerAsync(context))
            .WithMetadata(new AwsOperation("Converse", SigningName, AwsDialect.RestJson));
        endpoints
            .MapPost("/model/{modelId}/converse-stream", (HttpContext context, ConverseEndpoint endpoint) =>
                endpoint.StreamAsync(context))
            .WithMetadata(new AwsOperation("ConverseStream", SigningName, AwsDialect.RestJson));
        endpoints
            .MapPost(
                "/guardrail/{guardrailIdentifier}/version/{guardrailVersion}/apply",
                (HttpContext context, ApplyGuardrailEndpoint endpoint) => endpoint.AnswerAsync(context))
            .WithMetadata(new AwsOperation("ApplyGuardrail", SigningName, AwsDialect.RestJson));
        endpoints
            .MapGet("/guardrails", (HttpContext context, [FromServices] GuardrailDirectory directory) => directory.ListAsync(context))
            .WithMetadata(new AwsOperation("ListGuardrails", SigningName, AwsDialect.RestJson));
        endpoints
            .MapGet(
                "/guardrails/{guardrailIdentifier}",
                (HttpContext context, [FromServices] GuardrailDirectory directory) => directory.GetAsync(context))
            .WithMetadata(new AwsOperation("GetGuardrail", SigningName, AwsDialect.RestJson));
        return endpoints;
    }
}
