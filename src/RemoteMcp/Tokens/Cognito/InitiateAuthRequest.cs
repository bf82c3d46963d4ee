namespace AgentStack.RemoteMcp.Tokens.Cognito;

/// <summary>https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html</summary>
internal sealed record InitiateAuthRequest(string AuthFlow, string ClientId, IReadOnlyDictionary<string, string> AuthParameters)
{
    public override string ToString() => AuthFlow;
}
