using System.Text.Json.Nodes;
using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.Identity;

/// <summary>The token endpoint of the pool's domain.</summary>
internal sealed class TokenEndpoint(UserPool pool, TokenIssuer issuer)
{
    private const string FormType = "application/x-www-form-urlencoded";

    public async Task IssueAsync(HttpContext context)
    {
        // RFC 6749, 3.2: no parameter twice.
        if (await ReadFormAsync(context) is not { } form || form.Any(field => field.Value.Count > 1))
        {
            await context.Response.WriteOAuthAsync(StatusCodes.Status400BadRequest, "invalid_request");
            return;
        }

        var request = TokenRequest.Read(context.Request.Headers.Authorization, form);
        if (issuer.Judge(request, out var scopes) is { } error)
        {
            await context.Response.WriteOAuthAsync(StatusCodes.Status400BadRequest, error);
            return;
        }

        context.Response.ContentType = "application/json;charset=UTF-8";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(Answer(request.ClientId!, scopes).ToJsonString(), context.RequestAborted);
    }

    private static async Task<IFormCollection?> ReadFormAsync(HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith(FormType, StringComparison.OrdinalIgnoreCase) != true)
            return null;

        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            return null;
        }
    }

    private JsonObject Answer(string clientId, IReadOnlyList<string> scopes) => new()
    {
        ["access_token"] = issuer.Issue(clientId, scopes),
        ["expires_in"] = (int)pool.TokenLifetime.TotalSeconds,
        ["token_type"] = "Bearer",
    };
}
