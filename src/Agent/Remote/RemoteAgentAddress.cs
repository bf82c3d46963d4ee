using System.Diagnostics.CodeAnalysis;
using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Aws;

namespace AgentStack.Agent.Remote;

/// <summary>Where a deployed agent takes prompts.</summary>
/// <param name="Url">The address of the invocations.</param>
/// <param name="Arn">Null for an agent without AgentCore before it.</param>
/// <param name="Qualifier">The runtime endpoint's name.</param>
internal sealed record RemoteAgentAddress(Uri Url, RuntimeArn? Arn, string Qualifier)
{
    private const string AgentCoreService = "BEDROCK_AGENTCORE";
    private const string InvocationsPath = "/invocations";

    /// <summary>What of the log a container's failure is in.</summary>
    public string LogGroup => RuntimeArn.LogGroup(Arn?.Id ?? "<runtime id>", Qualifier);

    /// <param name="text">An ARN, or the URL of an agent; without a path its invocations are meant.</param>
    /// <param name="qualifier">The runtime endpoint's name.</param>
    /// <param name="aws">Knows where the data plane is.</param>
    /// <param name="address">Null when the text is neither.</param>
    public static bool TryParse(
        string text, string qualifier, AwsSettings aws, [NotNullWhen(true)] out RemoteAgentAddress? address)
    {
        address = null;
        if (RuntimeArn.TryParse(text, out var arn))
            address = new RemoteAgentAddress(arn.InvocationUrl(aws.Endpoint(AgentCoreService), qualifier), arn, qualifier);
        else if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            address = new RemoteAgentAddress(url.AbsolutePath == "/" ? new Uri(url, InvocationsPath) : url, null, qualifier);

        return address is not null;
    }

    public override string ToString() => Arn?.Value ?? Url.AbsoluteUri;
}
