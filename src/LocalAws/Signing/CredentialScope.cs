namespace AgentStack.LocalAws.Signing;

/// <summary>What a signature is good for: one key, day, region and service.</summary>
internal sealed record CredentialScope(string AccessKeyId, string Date, string Region, string Service)
{
    public const string Terminator = "aws4_request";

    /// <summary>The scope without the key, as it stands in the string to sign.</summary>
    public string Text => $"{Date}/{Region}/{Service}/{Terminator}";

    public static CredentialScope? Parse(string credential) =>
        credential.Split('/') is [var key, var date, var region, var service, Terminator] && key.Length > 0
            ? new CredentialScope(key, date, region, service)
            : null;
}
