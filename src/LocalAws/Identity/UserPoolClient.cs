namespace AgentStack.LocalAws.Identity;

/// <summary>An app client with its live secrets, two at most as in Cognito, and the scopes that it may ask for.</summary>
internal sealed record UserPoolClient(string Id, IReadOnlyList<string> Secrets, IReadOnlyList<string> Scopes)
{
    public override string ToString() => Id;
}
