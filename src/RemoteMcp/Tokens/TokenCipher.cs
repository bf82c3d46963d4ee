using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AgentStack.RemoteMcp.Credentials;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>
/// A token on its way through a cache that others can read: AES-GCM under a key made from the client's own secret. Who can open
/// it could as well ask the issuer, no other key has to be kept, and a rotated secret makes what is there unreadable.
/// </summary>
internal sealed class TokenCipher : IDisposable
{
    /// <summary>Bytes of a secret that cannot be guessed from what it enciphers; Cognito's have 50 and more.</summary>
    private const int ShortestSecret = 24;

    private const byte Version = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int KeySize = 32;

    private readonly AesGcm _aes;
    private readonly byte[] _name;

    private TokenCipher(ClientSecret secret, byte[] name)
    {
        _name = name;
        _aes = new AesGcm(
            HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret.Reveal()), KeySize, info: "agentstack token cache"u8.ToArray()),
            TagSize);
    }

    /// <summary>Null for a secret that a machine could guess.</summary>
    public static TokenCipher? For(ClientSecret secret, string name) =>
        Encoding.UTF8.GetByteCount(secret.Reveal()) >= ShortestSecret ? new TokenCipher(secret, Encoding.UTF8.GetBytes(name)) : null;

    public byte[] Close(string token, TimeSpan lifetime, DateTimeOffset issuedAt)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(
            new SealedToken(token, lifetime.TotalSeconds, issuedAt.ToUnixTimeMilliseconds()), SealedTokenJson.Default.SealedToken);
        var closed = new byte[1 + NonceSize + TagSize + plain.Length];
        closed[0] = Version;
        RandomNumberGenerator.Fill(Nonce(closed));
        _aes.Encrypt(Nonce(closed), plain, Text(closed), Tag(closed), _name);
        return closed;
    }

    /// <summary>Null for what this secret has not closed under this name.</summary>
    public SealedToken? Open(byte[] closed)
    {
        if (closed.Length <= 1 + NonceSize + TagSize || closed[0] != Version)
            return null;

        var plain = new byte[Text(closed).Length];
        try
        {
            _aes.Decrypt(Nonce(closed), Text(closed), Tag(closed), plain, _name);
            return JsonSerializer.Deserialize(plain, SealedTokenJson.Default.SealedToken);
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    public void Dispose() => _aes.Dispose();

    private static Span<byte> Nonce(byte[] closed) => closed.AsSpan(1, NonceSize);

    private static Span<byte> Tag(byte[] closed) => closed.AsSpan(1 + NonceSize, TagSize);

    private static Span<byte> Text(byte[] closed) => closed.AsSpan(1 + NonceSize + TagSize);
}
