using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>ListGuardrails and GetGuardrail.</summary>
internal sealed partial class GuardrailDirectory(GuardrailBook guardrails, LocalAwsOptions options)
{
    private const string Draft = "DRAFT";
    private const int LargestPage = 1000;

    public Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var id = (string?)query["guardrailIdentifier"];
        if (id is not null && !Identifier().IsMatch(id))
            return RefuseAsync(context, Malformed(id));
        if (!TryRead(query["maxResults"], 1, LargestPage, LargestPage, out var size))
            return RefuseAsync(context, Invalid("1 validation error detected: Value at 'maxResults' failed to satisfy constraint: Member must be between 1 and 1000"));

        var all = id is null
            ? guardrails.All.Select(rules => GuardrailDescription.Summary(rules.Policy, Draft, options)).ToList()
            : guardrails.Find(id)?.Policy is { } policy
                ? policy.Versions.Select(version => GuardrailDescription.Summary(policy, version, options)).ToList()
                : null;
        if (all is null)
            return RefuseAsync(context, NotFound());
        if (!TryRead(query["nextToken"], 0, all.Count, 0, out var start))
            return RefuseAsync(context, Invalid("The nextToken provided in the request is not valid."));

        var answer = new JsonObject { ["guardrails"] = new JsonArray([.. all.Skip(start).Take(size)]) };
        if (start + size < all.Count)
            answer["nextToken"] = (start + size).ToString(CultureInfo.InvariantCulture);

        return WriteAsync(context, answer);
    }

    public Task GetAsync(HttpContext context)
    {
        var id = ((string)context.Request.RouteValues["guardrailIdentifier"]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var version = (string?)context.Request.Query["guardrailVersion"] ?? Draft;
        if (!Identifier().IsMatch(id))
            return RefuseAsync(context, Malformed(id));
        if (!Version().IsMatch(version))
            return RefuseAsync(context, Invalid($"1 validation error detected: Value '{version}' at 'guardrailVersion' failed to satisfy constraint: Member must satisfy regular expression pattern: (([1-9][0-9]{{0,7}})|(DRAFT))"));

        return guardrails.Find(id, version) is { } rules
            ? WriteAsync(context, GuardrailDescription.Whole(rules.Policy, version, options))
            : RefuseAsync(context, NotFound());
    }

    private static Task WriteAsync(HttpContext context, JsonObject answer)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context, AwsError error) => context.Response.WriteRestJsonAsync(error);

    private static AwsError Invalid(string message) => BedrockErrors.Create(BedrockErrors.Validation, message);

    private static AwsError Malformed(string id) => Invalid(
        $"1 validation error detected: Value '{id}' at 'guardrailIdentifier' failed to satisfy constraint: Member must satisfy regular expression pattern: (([a-z0-9]+)|(arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{{1,20}}:[0-9]{{12}}:guardrail/[a-z0-9]+))");

    private static AwsError NotFound() =>
        BedrockErrors.Create(BedrockErrors.ResourceNotFound, "The guardrail identifier or version provided in the request does not exist.");

    private static bool TryRead(string? text, int least, int most, int otherwise, out int number)
    {
        number = otherwise;
        return text is null
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most);
    }

    [GeneratedRegex(@"\A(?:[a-z0-9]+|arn:aws(?:-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:guardrail/[a-z0-9]+)\z", RegexOptions.NonBacktracking)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\A(?:[1-9][0-9]{0,7}|DRAFT)\z", RegexOptions.NonBacktracking)]
    private static partial Regex Version();
}
