using AgentStack.RemoteMcp.Aws;
using AgentStack.RemoteMcp.Credentials;
using AgentStack.RemoteMcp.Tokens.Cognito;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>A Cognito user signs in by name and password, as the older guides have it; again for each new token.</summary>
internal sealed class UserPasswordFlow(string server, AwsSettings aws, CognitoClient cognito) : ITokenFlow
{
    public TokenKey KeyOf(MachineCredentials credentials) =>
        new(credentials.DiscoveryUrl, credentials.ClientId, credentials.User?.Name, Scope: null, Resource: null);

    public bool IsRefusal(RemoteMcpException failure) => failure.Code == CognitoFailures.NotAuthorized;

    public Task<TokenGrant> RequestAsync(MachineCredentials credentials)
    {
        if (CognitoAddress.Find(aws, credentials.DiscoveryUrl) is { } address)
            return cognito.SignInAsync(address, credentials, credentials.User!);

        throw new RemoteMcpException(
            server,
            ConnectionStep.Discovery,
            credentials.DiscoveryUrl.AbsoluteUri,
            "This is not the address of a Cognito user pool, where alone users sign in by password.",
            $"Set {ParameterNames.DiscoveryUrl} to https://cognito-idp.REGION.amazonaws.com/POOL/.well-known/openid-configuration.");
    }
}
