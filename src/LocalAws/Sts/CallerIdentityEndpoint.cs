using System.Xml.Linq;
using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace AgentStack.LocalAws.Sts;

/// <summary>STS GetCallerIdentity: who the credentials of a request belong to.</summary>
internal sealed class CallerIdentityEndpoint(LocalAwsOptions options)
{
    public const string Operation = "GetCallerIdentity";

    private const string User = "local";

    public async Task AnswerAsync(HttpContext context)
    {
        var action = await ReadActionAsync(context);
        if (action != Operation)
        {
            await context.Response.WriteQueryErrorAsync(
                new AwsError(400, "InvalidAction", $"Could not find operation {action} for version 2011-06-15"));
            return;
        }

        var names = QueryAnswers.Namespace;
        var answer = new XElement(
            names + "GetCallerIdentityResponse",
            new XElement(
                names + "GetCallerIdentityResult",
                new XElement(names + "Arn", $"arn:aws:iam::{options.AccountId}:user/{User}"),
                new XElement(names + "UserId", options.AccessKeyId),
                new XElement(names + "Account", options.AccountId)),
            new XElement(names + "ResponseMetadata", new XElement(names + "RequestId", context.TraceIdentifier)));
        await context.Response.WriteQueryAsync(StatusCodes.Status200OK, answer);
    }

    // The body was read for its signature, and holds a form whatever the content type says of its character set.
    private static async Task<string> ReadActionAsync(HttpContext context)
    {
        var body = await BufferedBody.ReadAsync(context.Request, context.RequestAborted);
        var form = QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body.Span));
        return form.TryGetValue("Action", out var action) ? action.ToString() : "";
    }
}
