using System.Security.Cryptography;
using System.Text;

namespace AgentStack.LocalAws.Signing;

/// <summary>The HMAC chain of signature version 4.</summary>
internal static class Signature
{
    public static string Sha256Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string Calculate(string secretAccessKey, CredentialScope scope, string timestamp, string canonicalRequest)
    {
        var hash = Sha256Hex(Encoding.UTF8.GetBytes(canonicalRequest));
        var stringToSign = $"{SignedAuthorization.Scheme}\n{timestamp}\n{scope.Text}\n{hash}";

        var key = Encoding.UTF8.GetBytes($"AWS4{secretAccessKey}");
        foreach (var part in new[] { scope.Date, scope.Region, scope.Service, CredentialScope.Terminator })
            key = Mac(key, part);

        return Convert.ToHexStringLower(Mac(key, stringToSign));
    }

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
