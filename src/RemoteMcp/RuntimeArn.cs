using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace AgentStack.RemoteMcp;

/// <summary>The ARN of an AgentCore runtime, such as <c>arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/tools-x1</c>.</summary>
public sealed partial record RuntimeArn
{
    private RuntimeArn(string value, string partition, string region)
    {
        Value = value;
        Partition = partition;
        Region = region;
    }

    public string Value { get; }

    public string Partition { get; }

    public string Region { get; }

    /// <summary>The runtime's id, at the end of its ARN.</summary>
    public string Id => Value.Split('/')[^1];

    /// <summary>Where AgentCore puts what a runtime's container writes.</summary>
    /// <param name="id">The runtime's.</param>
    /// <param name="qualifier">The runtime endpoint's name.</param>
    public static string LogGroup(string id, string qualifier) => $"/aws/bedrock-agentcore/runtimes/{id}-{qualifier}";

    public static bool TryParse(string? text, [NotNullWhen(true)] out RuntimeArn? arn)
    {
        var match = Shape().Match(text?.Trim() ?? "");
        arn = match.Success ? new RuntimeArn(match.Value, match.Groups["partition"].Value, match.Groups["region"].Value) : null;
        return match.Success;
    }

    /// <summary>Where the data plane takes requests for this runtime. The ARN is percent-encoded: unencoded, AWS answers 404.</summary>
    /// <param name="endpoint">Replaces the regional AWS endpoint.</param>
    /// <param name="qualifier">The runtime endpoint's name.</param>
    public Uri InvocationUrl(Uri? endpoint, string qualifier)
    {
        var root = endpoint?.AbsoluteUri.TrimEnd('/') ?? $"https://bedrock-agentcore.{Region}.{DnsSuffix}";
        return new Uri($"{root}/runtimes/{Uri.EscapeDataString(Value)}/invocations?qualifier={Uri.EscapeDataString(qualifier)}");
    }

    public override string ToString() => Value;

    private string DnsSuffix => Partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";

    [GeneratedRegex(
        "^arn:(?<partition>aws[a-z-]*):bedrock-agentcore:(?<region>[a-z0-9-]+):[0-9]{12}:runtime/[a-zA-Z0-9_-]+$",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
