using System.Text.Json;
using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.Identity;

/// <summary>InitiateAuth of the user pool's API, which takes no signature.</summary>
internal sealed class InitiateAuthEndpoint(UserSignIn signIn)
{
    public const string Target = "AWSCognitoIdentityProviderService.InitiateAuth";

    private static readonly AwsError Malformed = new(400, "SerializationException", "The request is not JSON.");

    public async Task AnswerAsync(HttpContext context)
    {
        var (body, error) = await JudgeAsync(context);
        if (error is not null)
        {
            await context.Response.WriteJson11Async(error);
            return;
        }

        context.Response.ContentType = "application/x-amz-json-1.1";
        await context.Response.WriteAsync(body!, context.RequestAborted);
    }

    private async Task<(string? Body, AwsError? Error)> JudgeAsync(HttpContext context)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            var (request, error) = InitiateAuthRequest.Read(json.RootElement);
            if (error is not null)
                return (null, error);

            var (answer, refusal) = signIn.Judge(request!);
            return (answer?.ToJsonString(), refusal);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, Malformed);
        }
    }
}
