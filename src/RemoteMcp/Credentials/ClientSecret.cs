namespace AgentStack.RemoteMcp.Credentials;

/// <summary>A secret that shows itself only to who asks for it by name.</summary>
public sealed class ClientSecret(string value)
{
    /// <summary>The secret in the clear, for the token endpoint alone.</summary>
    public string Reveal() => value;

    public override string ToString() => "(secret)";
}
