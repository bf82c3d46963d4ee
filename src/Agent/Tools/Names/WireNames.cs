using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentStack.Agent.Tools.Names;

/// <summary>
/// The names under which tools are offered: Bedrock takes 1 to 64 of <c>[a-zA-Z0-9_-]</c>. A tool keeps its own name
/// while one server is configured, and is <c>{server}_{tool}</c> otherwise; what does not fit, or would stand for two
/// tools, ends in a hash of server and tool, so that it is the same on every start. A gateway's
/// <c>{target}___{tool}</c> that is too long with its server keeps its own name: it names its place already.
/// </summary>
internal static partial class WireNames
{
    public const int MaxLength = 64;

    private const int HashLength = 8;

    // Between the target and the tool, in the names of an AgentCore gateway.
    private const string TargetMark = "___";

    /// <summary>A name for each tool, in their order. No two are equal, also when case is ignored.</summary>
    public static IReadOnlyList<string> Assign(IReadOnlyList<(string Server, string Tool)> tools, bool isOneServer)
    {
        var wanted = tools.Select(tool => isOneServer ? tool.Tool : Full(tool)).ToList();
        var taken = wanted.GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

        var isPlain = wanted.ConvertAll(name => Fits().IsMatch(name) && !taken.Contains(name));
        taken.UnionWith(wanted.Where((_, i) => isPlain[i]));

        // In the order of the tools' own names, so that who comes first does not hang on how they were listed.
        var names = wanted.ToArray();
        var others = Enumerable.Range(0, names.Length).Where(i => !isPlain[i]);
        foreach (var i in others.OrderBy(i => FullName(tools[i]), StringComparer.Ordinal))
            names[i] = Free(wanted[i], tools[i], taken);

        return names;
    }

    /// <summary>A name that ends in the hash; in a second one, and so on, where another tool has that name for its own.</summary>
    private static string Free(string wanted, (string Server, string Tool) tool, HashSet<string> taken)
    {
        var clean = Unfit().Replace(wanted, "_");
        var kept = clean[..Math.Min(clean.Length, MaxLength - HashLength - 1)];
        for (var hashed = FullName(tool); ; hashed += "\n")
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hashed)))[..HashLength];
            if (taken.Add($"{kept}_{hash}"))
                return $"{kept}_{hash}";
        }
    }

    private static string Full((string Server, string Tool) tool)
    {
        var full = $"{tool.Server}_{tool.Tool}";
        return full.Length > MaxLength && tool.Tool.Contains(TargetMark, StringComparison.Ordinal) && Fits().IsMatch(tool.Tool)
            ? tool.Tool
            : full;
    }

    private static string FullName((string Server, string Tool) tool) => $"{tool.Server}\n{tool.Tool}";

    [GeneratedRegex(@"\A[a-zA-Z0-9_-]{1,64}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fits();

    [GeneratedRegex("[^a-zA-Z0-9_-]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unfit();
}
