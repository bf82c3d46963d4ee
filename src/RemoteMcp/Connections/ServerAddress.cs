namespace AgentStack.RemoteMcp.Connections;

/// <summary>Where a server is, and whether the AgentCore data plane stands before it.</summary>
internal sealed record ServerAddress(Uri Url, bool IsRuntime)
{
    public static ServerAddress Of(RuntimeArn arn, Uri? endpoint, string qualifier) =>
        new(arn.InvocationUrl(endpoint, qualifier), IsRuntime: true);

    public static ServerAddress Of(Uri url) => new(url, IsRuntime: false);

    public override string ToString() => Url.AbsoluteUri;
}
