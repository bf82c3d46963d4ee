using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;
using AgentStack.RemoteMcp.Tokens;
using AgentStack.RemoteMcp.Walk;

namespace AgentStack.Agent.Doctor.Servers;

/// <summary>Why a front door stays shut: what it said, held against what is known of the token and of the address.</summary>
internal sealed class DoorDiagnosis(RemoteMcpServer server, DoorAnswer answer)
{
    private readonly DoorAddress _address = new(answer.Address);

    /// <summary>What it says to a request that proves nothing.</summary>
    public DoorAnswer? Stranger { get; init; }

    /// <summary>Whose tokens it takes; null where it does not say.</summary>
    public ProtectedResource? Resource { get; init; }

    /// <summary>What our token says of itself.</summary>
    public TokenFacts? Token { get; init; }

    private string Key => $"McpServers:{server.Name}";

    private string AsVariable => Key.Replace(":", "__", StringComparison.Ordinal);

    private bool WantsToken => answer.WantsToken || Stranger?.WantsToken == true;

    private bool SendsToken => server.Walk.SendsToken;

    public Finding Explain() => answer.Meaning switch
    {
        401 => Unauthorized(),
        403 => Forbidden(),
        404 => NotFound(),
        406 => Finding.Bad(
            "The Accept header was refused (406)",
            "AgentCore wants application/json and text/event-stream, both; they are sent.",
            "See what stands between: a proxy that drops or rewrites Accept."),
        424 => ContainerFailed(),
        _ => Finding.Bad(answer.Refusal!.Problem.TrimEnd('.'), $"At {answer.Address}.", answer.Refusal.Remedy),
    };

    private Finding Unauthorized()
    {
        if (!SendsToken)
            return TakesTokens("(401)");

        if (Token?.Issuer is { } ours && Resource is { Issuers: { Count: > 0 } trusted } && !trusted.Contains(ours, StringComparer.Ordinal))
        {
            return Finding.Bad(
                $"The {_address.Kind} trusts the issuer {string.Join(", ", trusted)}, and the token is from {ours} (401)",
                "The discovery URL of its JWT authorizer is that of another user pool.",
                $"Give the authorizer the discovery URL {ours}{DoorFixes.DiscoveryPath}, or this machine an app client of the trusted"
                + $" pool (SSM {server.Walk.ParameterPrefix}/cognito_discovery_url, machine_client_id, cognito_secret).",
                new DoorFixes(_address, server).Authorizer($"{ours}{DoorFixes.DiscoveryPath}", Token.ClientId));
        }

        return Finding.Bad(
            server.Options.Auth == RemoteServerAuth.Bearer
                ? "The token was refused (401)"
                : "The token was refused (401), also after a renewal",
            WhyRefused(),
            _address.IsRuntime
                ? "Compare the authorizer's discovery URL with cognito_discovery_url; check the clock of this machine."
                : $"Check which issuer and which client the server trusts, and {Key}:Auth.",
            new DoorFixes(_address, server).Look());
    }

    private string WhyRefused() => (Resource, Token?.Issuer) switch
    {
        ({ Issuers.Count: > 0 }, { } ours) =>
            $"Its issuer {ours} is the one that is trusted: the token is taken for expired or not signed by it.",
        ({ Issuers: { Count: > 0 } trusted }, null) =>
            $"The server trusts the issuer {string.Join(", ", trusted)}, and the token does not say from whom it is.",
        _ when answer.IsMetadataUnfollowed || Stranger?.IsMetadataUnfollowed == true =>
            "It says whose tokens it takes at an address that is not asked: neither its own nor one of a public host by https.",
        _ => "It does not say whose tokens it takes.",
    };

    private Finding Forbidden() => answer.Clue switch
    {
        DoorClue.Method when SendsToken => TakesSignatures(),
        DoorClue.Method => TakesTokens("(403)"),
        DoorClue.Audience => Finding.Bad(
            "An audience is asked for (allowedAudience), and the token has none (403)",
            "Cognito's access tokens have no aud claim, so allowedAudience lets none of them in.",
            "Take allowedAudience out of the JWT authorizer; let allowedClients and allowedScopes say who may call.",
            new DoorFixes(_address, server).Authorizer(null, Token?.ClientId)),
        DoorClue.Client => Finding.Bad(
            $"allowedClients lacks this machine's client {Token?.ClientId} (403)",
            "The token is good, and its client is none of those that the JWT authorizer lets in.",
            $"Add {Token?.ClientId} to allowedClients.",
            new DoorFixes(_address, server).Authorizer(null, Token?.ClientId)),
        DoorClue.Scope => Finding.Bad(
            $"allowedScopes has none of the token's scopes ({Scopes}) (403)",
            Resource is { Scopes: { Count: > 0 } wanted } ? $"It asks for one of {string.Join(' ', wanted)}." : null,
            $"Ask for one that is allowed ({Key}:Scope, or SSM {server.Walk.ParameterPrefix}/scope), and allow it to the app client.",
            $"export {AsVariable}__Scope='<server/scope>'"),
        DoorClue.Signature => Finding.Bad(
            "The signature was refused (403)",
            "The AWS credentials are others than AWS knows, or it was signed for another region than the address's.",
            $"Check AWS_REGION and {Key}:Region, and the credentials.",
            "aws sts get-caller-identity"),
        _ when SendsToken && Stranger is not null && !WantsToken && _address.IsRuntime => TakesSignatures(),
        _ when server.Options.Auth == RemoteServerAuth.SigV4 && WantsToken => TakesTokens("(403)"),
        _ when server.Options.Auth == RemoteServerAuth.SigV4 => Finding.Bad(
            "This role may not call it (403)",
            "The signature is good, and IAM says no.",
            $"Allow the role {(_address.IsRuntime ? "bedrock-agentcore:InvokeAgentRuntime on the runtime and its endpoint" : "bedrock-agentcore:InvokeGateway on the gateway")}.",
            "aws sts get-caller-identity"),
        _ => Finding.Bad(
            "Access was denied (403)",
            $"The token is from {Token?.Issuer}, of client {Token?.ClientId}, with scopes {Scopes}"
            + (Token?.Audience.Count > 0 ? "." : " and no aud."),
            answer.Refusal!.Remedy,
            new DoorFixes(_address, server).Look()),
    };

    private string Scopes => Token is { Scopes.Count: > 0 } ? string.Join(' ', Token.Scopes) : "none";

    private Finding TakesSignatures() => Finding.Bad(
        $"The {_address.Kind} takes AWS signatures (SigV4), and was sent a token (403)",
        "It has no JWT authorizer. A runtime takes one or the other, never both.",
        $"Set {Key}:Auth=SigV4 and allow this role bedrock-agentcore:InvokeAgentRuntime, or give the runtime a JWT authorizer.",
        $"export {AsVariable}__Auth=SigV4");

    private Finding TakesTokens(string status) => Finding.Bad(
        $"The {_address.Kind} takes tokens, and was sent {(server.Options.Auth == RemoteServerAuth.SigV4 ? "a signature" : "none")} {status}",
        Resource is { Issuers: { Count: > 0 } trusted } ? $"It trusts the issuer {string.Join(", ", trusted)}." : null,
        $"Set {Key}:Auth=M2M, with the app client in SSM below {server.Walk.ParameterPrefix}.",
        $"export {AsVariable}__Auth=M2M");

    private Finding NotFound()
    {
        if (_address.IsUnescaped)
        {
            return Finding.Bad(
                "The ARN in the address is not percent-encoded (404)",
                $"{answer.Address} is no address of AgentCore: the ARN must be one segment of the path.",
                $"Set {Key}:RuntimeArn to the ARN in place of {Key}:Url: the agent makes the address itself.",
                $"export {AsVariable}__RuntimeArn='{_address.Arn?.Value ?? "<arn of the runtime>"}'",
                $"unset {AsVariable}__Url");
        }

        return _address.Arn is { } arn
            ? Finding.Bad(
                $"There is no runtime {_address.Id} with endpoint {_address.Qualifier} in {arn.Region} (404)",
                $"{arn} is misspelt, deleted or of another account, or has no endpoint of that name.",
                $"Correct {Key}:RuntimeArn (or SSM {server.Walk.ParameterPrefix}/agent_arn), or {Key}:Qualifier.",
                $"aws bedrock-agentcore-control list-agent-runtimes --region {arn.Region} --query 'agentRuntimes[].agentRuntimeArn'",
                $"aws ssm put-parameter --overwrite --type String --name {server.Walk.ParameterPrefix}/agent_arn --value '<arn of the runtime>'")
            : Finding.Bad("Nothing is there (404)", $"At {answer.Address}.", answer.Refusal!.Remedy, $"export {AsVariable}__Url='<https://…/mcp>'");
    }

    private Finding ContainerFailed() => Finding.Bad(
        "The container crashed or did not start (424)",
        $"AgentCore let the request in, and the container behind it failed. Its log is the CloudWatch group {_address.LogGroup}.",
        "Read the log. The container must listen on 0.0.0.0:8000 at /mcp, be built for arm64, and take a session id that it never gave out.",
        $"aws logs tail {_address.LogGroup} --region {_address.Arn?.Region ?? "<region>"} --since 15m");
}
