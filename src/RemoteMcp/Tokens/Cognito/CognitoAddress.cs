using AgentStack.RemoteMcp.Aws;

namespace AgentStack.RemoteMcp.Tokens.Cognito;

/// <summary>Where a user pool's API is: the regional endpoint, on whose host the pool's discovery document lies.</summary>
internal static class CognitoAddress
{
    private const string Service = "COGNITO_IDENTITY_PROVIDER";
    private const string HostBeginning = "cognito-idp.";

    /// <summary>Null when the discovery document is not Cognito's and the AWS settings lead nowhere.</summary>
    public static Uri? Find(AwsSettings aws, Uri discoveryUrl) =>
        aws.Endpoint(Service)
        ?? (discoveryUrl.Host.StartsWith(HostBeginning, StringComparison.OrdinalIgnoreCase) ? new Uri(discoveryUrl, "/") : null);
}
