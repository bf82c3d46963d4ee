namespace AgentStack.RemoteMcp.Stdio;

/// <summary>What the settings of a server that is a command must be.</summary>
internal static class ChildRules
{
    public static IEnumerable<(string Key, string Rule)> Check(RemoteServerOptions options)
    {
        if (options.Command is not null && options.Section == RemoteServerSettings.Section)
        {
            yield return (nameof(options.Command), "is for the upstreams of a gateway; an agent starts no processes (put the server behind a gateway, and set Url)");
            yield break;
        }

        string?[] set =
        [
            options.Arguments.Count > 0 ? nameof(options.Arguments) : null,
            options.Environment.Count > 0 ? nameof(options.Environment) : null,
            options.PassEnvironment.Count > 0 ? nameof(options.PassEnvironment) : null,
            options.WorkingDirectory is not null ? nameof(options.WorkingDirectory) : null,
        ];
        if (options.Command is null)
        {
            foreach (var key in set.OfType<string>())
                yield return (key, $"belongs to {nameof(options.Command)}, which is not set");
        }
        else if (options.PassHeaders.Count > 0)
        {
            yield return (nameof(options.PassHeaders), $"has no use with {nameof(options.Command)}: a process is sent no headers");
        }
    }
}
