using System.Globalization;
using AgentStack.Agent.Chat;
using AgentStack.Agent.Turns;

namespace AgentStack.Agent.Remote;

/// <summary>An answer that is an error status, in words: what the data plane says, what it means, what to do.</summary>
internal static class RemoteRefusal
{
    public const string Busy = "session_busy";
    public const string Throttled = "throttled";

    private const int LongestMessage = 400;
    private const int LargestBody = 1_000_000;

    public static async Task<ErrorEvent> ReadAsync(
        HttpResponseMessage response, RemoteAgentAddress address, RemoteAuth auth, string requestId, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var said = await ReadMessageAsync(response, cancellationToken);
        var asksForToken = response.Headers.WwwAuthenticate.Any(scheme => scheme.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase));
        var (type, remedy) = address.Arn is null
            ? OfAgent(status, asksForToken)
            : OfRuntime(status, said, address, auth);

        var name = RemoteHeaders.Text(response, RemoteHeaders.ErrorType)?.Split(':')[0];
        var title = string.Create(CultureInfo.InvariantCulture, $"{(address.Arn is null ? "The agent" : "AgentCore")} answered {status}{(name is null ? "" : $" {name}")}");
        return new ErrorEvent($"{title}{(said.Length == 0 ? "" : $": {said.TrimEnd('.')}")}. {remedy}", type, requestId);
    }

    private static (string Type, string Remedy) OfRuntime(int status, string said, RemoteAgentAddress address, RemoteAuth auth) => status switch
    {
        400 => ("invalid_request", "Check the session id (33 to 256 characters) and the prompt."),
        401 => ("unauthorized", auth == RemoteAuth.Bearer
            ? "The token was refused, also after a renewal: the discovery URL of the runtime's JWT authorizer must be that of the token's issuer, and the token must not be expired."
            : "The runtime asks for a token: pass --bearer."),
        402 => ("quota", "A quota of the account is used up: end sessions, or have it raised (Service Quotas, Bedrock AgentCore)."),
        403 when said.Contains("method mismatch", StringComparison.OrdinalIgnoreCase) => ("access_denied", auth == RemoteAuth.Bearer
            ? "The runtime is under IAM and takes no tokens: pass --sigv4."
            : "The runtime has a JWT authorizer and takes no signatures: pass --bearer."),
        403 => ("access_denied", auth == RemoteAuth.Bearer
            ? "Check the runtime's JWT authorizer: allowedClients must hold the token's client id and allowedScopes one of its scopes, and"
                + " allowedAudience must not be used, since Cognito's access tokens have no aud. The command token shows what the token says."
            : $"The AWS identity needs bedrock-agentcore:InvokeAgentRuntime on {address}; check too that its credentials are not expired and that the clock is right."),
        404 => ("runtime_not_found", $"Check the ARN, its region and account, and the qualifier ({address.Qualifier}): an endpoint's name, DEFAULT if there is no other."),
        409 => (Busy, "Another call is under way in this session. Wait for it, or take another --session."),
        413 => ("too_large", "AgentCore takes 100 MB."),
        424 => ("container_failed", $"The agent's container failed or did not start. Its log is in the CloudWatch group {address.LogGroup}."),
        429 => (Throttled, "Try again in a moment; have the quota raised if it stays."),
        >= 500 => ("agentcore_failed", "AgentCore itself failed. Try again in a moment."),
        _ => ("refused", "Check the ARN and the command."),
    };

    private static (string Type, string Remedy) OfAgent(int status, bool asksForToken) => status switch
    {
        401 or 403 when asksForToken => ("unauthorized", "It asks for a token: pass --bearer."),
        401 or 403 => ("access_denied", "Check who may call it."),
        404 or 405 => ("agent_not_found", "Check the address: an agent takes prompts at /invocations."),
        409 => (Busy, "Another call is under way in this session."),
        429 => (Throttled, "Try again in a moment."),
        >= 500 => ("agent_failed", "Its log says why."),
        _ => ("refused", "Check the address and the prompt."),
    };

    private static async Task<string> ReadMessageAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(LargestBody, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            var message = RemoteJson.Parse(body) is { } json
                ? RemoteJson.Text(json, "message") ?? RemoteJson.Text(json, "Message") ?? ForeignAnswer.Error(json)
                : null;
            return message is null ? "" : PrintableText.Line(message, LongestMessage);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The status says enough.
            return "";
        }
    }
}
