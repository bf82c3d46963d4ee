namespace AgentStack.LocalAws.Signing;

/// <summary>The one key pair that is accepted.</summary>
internal sealed record AwsCredentials(string AccessKeyId, string SecretAccessKey)
{
    public override string ToString() => AccessKeyId;
}
