using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.Identity;

/// <summary>What a client says at the token endpoint.</summary>
internal sealed record TokenRequest(string? GrantType, string? ClientId, string? Secret, IReadOnlyList<string> Scopes)
{
    public static TokenRequest Read(string? authorization, IFormCollection form)
    {
        var (id, secret) = ReadBasic(authorization) ?? (Text(form, "client_id"), Text(form, "client_secret"));
        var scopes = (Text(form, "scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new TokenRequest(Text(form, "grant_type"), id, secret, scopes);
    }

    public override string ToString() => $"{GrantType} by {ClientId}";

    private static (string? Id, string? Secret)? ReadBasic(string? authorization)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out var header)
            || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var bytes = new byte[(header.Parameter?.Length ?? 0) + 1];
        if (!Convert.TryFromBase64String(header.Parameter ?? "", bytes, out var length))
            return (null, null);

        // RFC 6749, 2.3.1: both are form-encoded before they are joined.
        return Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var id, var secret]
            ? (Uri.UnescapeDataString(id), Uri.UnescapeDataString(secret))
            : (null, null);
    }

    private static string? Text(IFormCollection form, string name) =>
        form.TryGetValue(name, out var values) && values is [{ Length: > 0 } value] ? value : null;
}
