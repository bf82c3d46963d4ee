using System.Security.Cryptography;
using System.Text;

namespace AgentStack.Agent.Invocations;

/// <summary>
/// Ids that come from outside go into logs, answers and keys of stores. One of up to 256 printable ASCII characters,
/// which is all that the platform passes on, stays as it is; any other is known by its hash.
/// </summary>
internal static class PlainId
{
    private const int MaxLength = 256;

    public static string From(string id) =>
        id.Length <= MaxLength && id.All(character => character is >= ' ' and <= '~')
            ? id
            : $"sha256-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}";
}
