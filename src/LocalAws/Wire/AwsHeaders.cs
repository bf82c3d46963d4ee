namespace AgentStack.LocalAws.Wire;

/// <summary>Header names that AWS services share.</summary>
internal static class AwsHeaders
{
    public const string RequestId = "x-amzn-RequestId";
    public const string Target = "X-Amz-Target";
    public const string Date = "X-Amz-Date";
    public const string ContentHash = "X-Amz-Content-Sha256";
    public const string SecurityToken = "X-Amz-Security-Token";
}
