using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentStack.Agent.Tools;

/// <summary>
/// The names under which tools are offered: Bedrock takes 1 to 64 of <c>[a-zA-Z0-9_-]</c>. A tool keeps its own name
/// while one server is configured, and is <c>{server}_{tool}</c> otherwise; what does not fit, or would stand for two
/// tools, ends in a hash of server and tool, so that it is the same on every start.
/// </summary>
internal static partial class WireNames
{
    public const int MaxLength = 64;

    private const int HashLength = 8;

    /// <summary>A name for each tool, in their order. No two are equal, also when case is ignored.</summary>
    public static IReadOnlyList<string> Assign(IReadOnlyList<(string Server, string Tool)> tools, bool isOneServer)
    {
        var wanted = tools.Select(tool => isOneServer ? tool.Tool : $"{tool.Server}_{tool.Tool}").ToList();
        var taken = wanted.GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

        return [.. wanted.Select((name, i) => Fits().IsMatch(name) && !taken.Contains(name) ? name : Shorten(name, tools[i]))];
    }

    private static string Shorten(string name, (string Server, string Tool) tool)
    {
        var clean = Unfit().Replace(name, "_");
        var kept = clean[..Math.Min(clean.Length, MaxLength - HashLength - 1)];
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{tool.Server}\n{tool.Tool}"));
        return $"{kept}_{Convert.ToHexStringLower(hash)[..HashLength]}";
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fits();

    [GeneratedRegex("[^a-zA-Z0-9_-]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unfit();
}
