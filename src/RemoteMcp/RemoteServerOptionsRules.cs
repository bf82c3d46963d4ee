using System.Text.RegularExpressions;

namespace AgentStack.RemoteMcp;

/// <summary>Says all that is wrong with a server's settings, each with its key and a remedy.</summary>
internal static partial class RemoteServerOptionsRules
{
    public static IEnumerable<string> Problems(string name, RemoteServerOptions options)
    {
        string Key(string setting) => $"{RemoteServerOptions.Section}:{name}:{setting}";

        if (!NameShape().IsMatch(name))
            yield return $"{RemoteServerOptions.Section}:{name}: a server's name is 1 to 32 letters, digits, '-' or '_'; rename the section.";

        if (options is { Url: not null, RuntimeArn: not null })
            yield return $"{Key("Url")} and {Key("RuntimeArn")} are both set; keep the one that the server is reached by.";

        if (options.RuntimeArn is not null && !RuntimeArn.TryParse(options.RuntimeArn, out _))
            yield return $"{Key("RuntimeArn")} is not the ARN of an AgentCore runtime; it looks like arn:aws:bedrock-agentcore:REGION:ACCOUNT:runtime/ID.";

        if (options.Url is not null && !RemoteUrl.TryParse(options.Url, out _))
            yield return $"{Key("Url")} is not an absolute http or https address; set it to the server's /mcp address.";

        if (options is { Auth: RemoteServerAuth.None, Url: null, RuntimeArn: null })
            yield return $"{Key("Url")} is missing; with {Key("Auth")}=None the address cannot come from SSM, so set it here.";

        if (options.SsmPrefix is { } prefix && !PrefixShape().IsMatch(prefix))
            yield return $"{Key("SsmPrefix")} is not a parameter path; it looks like /app/mcp/{name}, without a slash at its end.";

        if (options.ConnectTimeout <= TimeSpan.Zero)
            yield return $"{Key("ConnectTimeout")} must be above zero, such as 00:00:15.";

        if (options.CallTimeout <= TimeSpan.Zero)
            yield return $"{Key("CallTimeout")} must be above zero, such as 00:01:00.";
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,32}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameShape();

    [GeneratedRegex("^(/[a-zA-Z0-9_.-]+)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrefixShape();
}
