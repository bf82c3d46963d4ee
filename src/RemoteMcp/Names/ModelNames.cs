using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentStack.RemoteMcp.Names;

/// <summary>
/// Names of tools as the APIs of models take them: 1 to 64 of <c>[a-zA-Z0-9_-]</c>, no two equal, also when case is
/// ignored. One that does not fit, or would stand for two, ends in a hash of what it stands for, so that it is the same on
/// every start and in every order.
/// </summary>
public static partial class ModelNames
{
    public const int MaxLength = 64;

    private const int HashLength = 8;

    public static bool IsFit(string name) => Fits().IsMatch(name);

    /// <summary>The name at its full length, with <c>_</c> for each character that does not fit.</summary>
    public static string Clean(string name) => Unfit().Replace(name, "_");

    /// <summary>The name that one which does not fit, or would stand for two, gets unless another has that one too.</summary>
    public static string Hashed(string name, string meaning)
    {
        ArgumentNullException.ThrowIfNull(name);
        var clean = Clean(name);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(meaning)))[..HashLength];
        return $"{clean[..Math.Min(clean.Length, MaxLength - HashLength - 1)]}_{hash}";
    }

    /// <summary>A name for each, in their order.</summary>
    /// <param name="wanted">The name that each would have, and what it stands for, of which a hash is made.</param>
    /// <param name="reserved">Names that others have already.</param>
    public static IReadOnlyList<string> Assign(
        IReadOnlyList<(string Name, string Meaning)> wanted, IEnumerable<string>? reserved = null)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var taken = wanted.GroupBy(each => each.Name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .Concat(reserved ?? [])
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

        var isPlain = wanted.Select(each => IsFit(each.Name) && !taken.Contains(each.Name)).ToArray();
        taken.UnionWith(wanted.Where((_, i) => isPlain[i]).Select(each => each.Name));

        // In the order of what they stand for, so that who comes first does not hang on how they were listed.
        var names = wanted.Select(each => each.Name).ToArray();
        var others = Enumerable.Range(0, names.Length).Where(i => !isPlain[i]);
        foreach (var i in others.OrderBy(i => wanted[i].Meaning, StringComparer.Ordinal))
            names[i] = Free(wanted[i].Name, wanted[i].Meaning, taken);

        return names;
    }

    /// <summary>A name that ends in the hash; in a second one, and so on, where another has that name for its own.</summary>
    private static string Free(string wanted, string meaning, HashSet<string> taken)
    {
        for (var hashed = meaning; ; hashed += "\n")
        {
            if (Hashed(wanted, hashed) is var name && taken.Add(name))
                return name;
        }
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9_-]{1,64}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fits();

    [GeneratedRegex("[^a-zA-Z0-9_-]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unfit();
}
