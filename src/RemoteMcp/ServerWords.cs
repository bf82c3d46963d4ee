using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentStack.RemoteMcp;

/// <summary>
/// What a server calls itself or its tools, made fit to be shown: short, printable, and without what it was sent to prove
/// who asks, which a server that echoes its headers gives back.
/// </summary>
public static partial class ServerWords
{
    private const int Longest = 64;
    private const string Hidden = "[hidden]";

    /// <summary>Null for nothing.</summary>
    /// <param name="secret">What the server was sent, if it is known.</param>
    public static string? Of(string? said, string? secret = null) => said is null ? null : Line(Hide(said, secret), Longest);

    /// <summary>The same with all that the server was sent, and another length.</summary>
    public static string Of(string said, IReadOnlyList<string> secrets, int longest = Longest) => Line(Hide(said, secrets), longest);

    /// <summary>As it is, but for secrets.</summary>
    public static string Hide(string said, string? secret = null)
    {
        ArgumentNullException.ThrowIfNull(said);
        return Hide(said, secret is { Length: > 0 } ? [secret] : []);
    }

    /// <summary>As it is, but for secrets.</summary>
    public static string Hide(string said, IReadOnlyList<string> secrets) => Proof().Replace(HideKnown(said, secrets), Hidden);

    /// <summary>As it is, but for these: what only looks like a secret stays.</summary>
    public static string HideKnown(string said, IReadOnlyList<string> secrets)
    {
        ArgumentNullException.ThrowIfNull(said);
        ArgumentNullException.ThrowIfNull(secrets);
        foreach (var secret in secrets)
            said = said.Replace(secret, Hidden, StringComparison.OrdinalIgnoreCase);

        return said;
    }

    private static string Line(string said, int longest)
    {
        var line = new StringBuilder(Math.Min(said.Length, longest));
        foreach (var rune in said.EnumerateRunes().Take(longest))
            line.Append(IsShown(rune) ? rune.ToString() : "\uFFFD");

        return line.ToString();
    }

    // Characters that only format can turn a line round or hide a part of it.
    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    // A scheme with what follows it, a JWT, or a run as long as only keys are.
    [GeneratedRegex(
        @"\b(Bearer|Basic)\s+\S{8,}|AWS4-HMAC-SHA256\b.*|\beyJ[A-Za-z0-9_-]{10,}[A-Za-z0-9_.-]*|[A-Za-z0-9+/=_~-]{65,}",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Proof();
}
