using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace AgentStack.LocalAws.Bedrock;

/// <summary>Ids for tool calls: the same request gives the same id, another request or position another.</summary>
internal static class ToolUseIds
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Length = 22;

    public static string Create(string requestBody, int position)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{position}\n{requestBody}"));
        var value = new BigInteger(hash, isUnsigned: true);
        var id = new StringBuilder("tooluse_");
        for (var index = 0; index < Length; index++)
        {
            id.Append(Alphabet[(int)(value % Alphabet.Length)]);
            value /= Alphabet.Length;
        }

        return id.ToString();
    }
}
