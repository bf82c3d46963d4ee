namespace AgentStack.RemoteMcp.Tokens.Cognito;

/// <summary>The part of a successful sign-in that is used here.</summary>
internal sealed record AuthenticationResult(string? AccessToken, double? ExpiresIn)
{
    public override string ToString() => "(token)";
}
