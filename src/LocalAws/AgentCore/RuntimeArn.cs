namespace AgentStack.LocalAws.AgentCore;

/// <summary>The ARN of a runtime, in configuration and in a path.</summary>
internal static class RuntimeArn
{
    public const string Example = "arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/my_agent-AbCdEf1234";

    private const string PathPrefix = "/runtimes/";

    public static bool IsValid(string? arn) =>
        arn?.Split(':') is ["arn", _, "bedrock-agentcore", { Length: > 0 }, { Length: > 0 }, var resource]
        && resource.StartsWith("runtime/", StringComparison.Ordinal) && resource.Length > "runtime/".Length;

    /// <summary>From the target as it was sent: routing leaves <c>%2F</c> alone and decodes everything else.</summary>
    public static string FromTarget(string rawTarget)
    {
        var path = rawTarget.Split('?', 2)[0];
        return Uri.UnescapeDataString(path[PathPrefix.Length..].Split('/', 2)[0]);
    }

    /// <summary>The path of an operation on the runtime.</summary>
    public static string Path(string arn, string operation) => $"{PathPrefix}{Uri.EscapeDataString(arn)}/{operation}";
}
