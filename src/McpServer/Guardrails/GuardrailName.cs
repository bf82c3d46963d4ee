using System.Text.RegularExpressions;
using ModelContextProtocol;

namespace AgentStack.McpServer.Guardrails;

/// <summary>A guardrail and its version, of the forms that the service takes.</summary>
internal sealed partial record GuardrailName
{
    public const string Draft = "DRAFT";
    private const int Longest = 2048;

    private GuardrailName(string id, string version) => (Id, Version) = (id, version);

    /// <summary>An id or an ARN.</summary>
    public string Id { get; }

    public string Version { get; }

    /// <exception cref="McpException">One of them is of no such form.</exception>
    public static GuardrailName Of(string id, string version)
    {
        if (id.Length > Longest || !IdForm().IsMatch(id))
        {
            throw new McpException(
                "\"guardrail_id\" is no guardrail: it must be an id of lower case letters and digits such as gr5l9wd8pnnp, or an "
                + "ARN such as arn:aws:bedrock:us-east-1:123456789012:guardrail/gr5l9wd8pnnp. list_guardrails names those that there are.");
        }

        return VersionForm().IsMatch(version)
            ? new GuardrailName(id, version)
            : throw new McpException("\"guardrail_version\" must be DRAFT or the number of a published version, such as 1.");
    }

    public override string ToString() => $"{Id} version {Version}";

    [GeneratedRegex(@"\A(?:[a-z0-9]+|arn:aws(?:-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:guardrail/[a-z0-9]+)\z", RegexOptions.NonBacktracking)]
    private static partial Regex IdForm();

    [GeneratedRegex(@"\A(?:[1-9][0-9]{0,7}|DRAFT)\z", RegexOptions.NonBacktracking)]
    private static partial Regex VersionForm();
}
