using System.Collections;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.RemoteMcp.Stdio;

/// <summary>
/// What a child sees of our environment: what programs need to run at all, and what the settings name. Everything else may
/// hold a secret, as AWS credentials, tokens and our own settings do.
/// </summary>
internal static class ChildEnvironment
{
    private static readonly string[] Harmless =
    [
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "TERM", "TMPDIR", "TEMP", "TMP", "TZ", "LANG", "LANGUAGE", "LC_*",
        "SSL_CERT_FILE", "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS",
        "APPDATA", "LOCALAPPDATA", "HOMEDRIVE", "HOMEPATH", "PATHEXT", "PROCESSOR_ARCHITECTURE", "PROGRAMFILES", "SYSTEMDRIVE", "SYSTEMROOT",
        "USERNAME", "USERPROFILE",
    ];

    private static readonly StringComparison Comparison =
        OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <param name="passed">Patterns of names that the child sees too.</param>
    /// <param name="own">What the child sees besides, or instead.</param>
    /// <param name="ours">Our own environment.</param>
    public static IReadOnlyDictionary<string, string> Of(
        IReadOnlyList<string> passed, IReadOnlyDictionary<string, string> own, IDictionary ours)
    {
        var environment = new Dictionary<string, string>(StringComparer.FromComparison(Comparison));
        string[] patterns = [.. Harmless, .. passed];
        foreach (DictionaryEntry variable in ours)
        {
            if (variable is { Key: string name, Value: string value } && patterns.Any(pattern => NamePattern.IsMatch(pattern, name, Comparison)))
                environment[name] = value;
        }

        foreach (var (name, value) in own)
            environment[name] = value;

        return environment;
    }
}
