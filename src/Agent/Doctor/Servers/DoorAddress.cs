using AgentStack.RemoteMcp;

namespace AgentStack.Agent.Doctor.Servers;

/// <summary>What the address of a server says of a runtime behind it.</summary>
internal sealed class DoorAddress
{
    private const string Path = "/runtimes/";
    private const string Operation = "/invocations";

    public DoorAddress(Uri url)
    {
        var path = url.AbsolutePath;
        if (!path.StartsWith(Path, StringComparison.Ordinal))
            return;

        var end = path.LastIndexOf(Operation, StringComparison.Ordinal);
        var segment = end > Path.Length ? path[Path.Length..end] : path[Path.Length..];
        IsUnescaped = segment.StartsWith("arn:", StringComparison.Ordinal) && segment.Contains('/', StringComparison.Ordinal);
        Arn = RuntimeArn.TryParse(Uri.UnescapeDataString(segment), out var arn) ? arn : null;
        Qualifier = System.Web.HttpUtility.ParseQueryString(url.Query)["qualifier"] ?? Qualifier;
    }

    /// <summary>Whether the ARN stands in the path as it is, slash and all.</summary>
    public bool IsUnescaped { get; }

    public RuntimeArn? Arn { get; }

    public bool IsRuntime => Arn is not null;

    public string Qualifier { get; } = "DEFAULT";

    public string Kind => IsRuntime ? "runtime" : "server";

    /// <summary>The runtime's id, at the end of its ARN.</summary>
    public string Id => Arn?.Id ?? "<runtime id>";

    /// <summary>Where AgentCore puts what the container writes.</summary>
    public string LogGroup => RuntimeArn.LogGroup(Id, Qualifier);
}
