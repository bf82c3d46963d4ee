using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace AgentStack.Agent.Conversations;

/// <summary>A session's name in a store: 1 to 100 of <c>[a-zA-Z0-9_-]</c>, no two sessions the same.</summary>
internal static partial class SessionKey
{
    private const string HashMark = "sha256-";

    /// <summary>The id itself where it is plain; else its hash, so that nothing in it can mean something to the store.</summary>
    public static string Of(SessionId session) =>
        Plain().IsMatch(session.Value) && !session.Value.StartsWith(HashMark, StringComparison.Ordinal)
            ? session.Value
            : HashMark + Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(session.Value.AsSpan())));

    // \z, as $ would take a line feed at the end for plain. 100 is the most that AgentCore Memory takes.
    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9_-]{0,99}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain();
}
