using AgentStack.RemoteMcp.Names;

namespace AgentStack.McpServer.Gateway.Names;

/// <summary>
/// The names of an upstream's tools and prompts here: <c>{upstream}___{name}</c>, made fit as <see cref="ModelNames"/> does.
/// All of them begin with the name of their upstream and the mark, so that no two upstreams ever have one in common,
/// whichever of them has listed its own already.
/// </summary>
internal static class GatewayNames
{
    private const string Mark = "___";

    /// <summary>What the name of an upstream must be, since it is where the first mark in a name ends.</summary>
    public const string Rule = "is no name for a server behind the gateway: take one that does not end in '_' and holds no '___'";

    public static bool IsUpstream(string name) => !name.EndsWith('_') && !name.Contains(Mark, StringComparison.Ordinal);

    /// <summary>One for each of an upstream's own names, in their order.</summary>
    public static IReadOnlyList<string> Assign(string upstream, IEnumerable<string> names, IEnumerable<string>? reserved = null) =>
        ModelNames.Assign([.. names.Select(name => (Full(upstream, name), Meaning(upstream, name)))], reserved);

    /// <summary>
    /// The name that a tool or prompt has now, and those that it may have otherwise: the plain one at its full length, and
    /// the one with a hash, which it gets when another clashes with it.
    /// </summary>
    public static IReadOnlyList<string> All(string upstream, string name, string assigned) =>
    [
        .. new[] { assigned, ModelNames.Clean(Full(upstream, name)), ModelNames.Hashed(Full(upstream, name), Meaning(upstream, name)) }
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>What the names of all that an upstream has begin with.</summary>
    public static string PrefixOf(string upstream) => upstream + Mark;

    /// <summary>Whose name it is, if it is one of an upstream at all.</summary>
    public static string? UpstreamOf(string name) =>
        name.IndexOf(Mark, StringComparison.Ordinal) is > 0 and var end ? name[..end] : null;

    private static string Full(string upstream, string name) => $"{upstream}{Mark}{name}";

    private static string Meaning(string upstream, string name) => $"{upstream}\n{name}";
}
