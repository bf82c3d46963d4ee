using System.Security.Cryptography;

namespace AgentStack.LocalAws.Ssm;

/// <summary>One version of a parameter.</summary>
internal sealed record StoredParameter(
    string Name, ParameterType Type, string Value, long Version, DateTimeOffset ModifiedAt, string DataType)
{
    // Looks like what it stands for: an opaque blob that has nothing of the value in it.
    private readonly string _ciphertext = "AQICAH" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(120));

    public string Show(bool decrypted) => Type is ParameterType.SecureString && !decrypted ? _ciphertext : Value;

    public override string ToString() => $"{Name} version {Version}";
}
