using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentStack.Agent.Turns.History;

/// <summary>Ids of calls and names of tools as Converse takes them: 1 to 64 of <c>[a-zA-Z0-9_-]</c>, and each id once.</summary>
internal static partial class WireIds
{
    private const int MaxLength = 64;
    private const int HashLength = 8;

    /// <summary>Room for what tells two of the same id apart.</summary>
    private const int MaxSuffix = 11;

    public static void Assign(IReadOnlyList<ToolCallPairs.Pair> pairs)
    {
        var wanted = pairs.Select(pair => pair.Call.CallId).ToHashSet(StringComparer.Ordinal);
        var given = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < pairs.Count; index++)
        {
            var id = pairs[index].Call.CallId;
            if (!Fits().IsMatch(id) || !given.Add(id))
                given.Add(id = Fresh(Clean(id), index, wanted, given));

            pairs[index].Id = id;
        }
    }

    /// <summary>The text where it fits, else what is left of it and a hash of the whole.</summary>
    public static string Clean(string text)
    {
        if (Fits().IsMatch(text))
            return text;

        var fit = Unfit().Replace(text, "_");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashLength];
        return $"{fit[..Math.Min(fit.Length, MaxLength - HashLength - 1)]}_{hash}";
    }

    private static string Fresh(string id, int index, HashSet<string> wanted, HashSet<string> given)
    {
        for (var number = index + 1; ; number++)
        {
            var fresh = $"{id[..Math.Min(id.Length, MaxLength - MaxSuffix)]}_{number}";
            if (!wanted.Contains(fresh) && !given.Contains(fresh))
                return fresh;
        }
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9_-]{1,64}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fits();

    [GeneratedRegex("[^a-zA-Z0-9_-]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unfit();
}
