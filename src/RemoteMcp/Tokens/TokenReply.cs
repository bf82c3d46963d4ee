using System.Globalization;
using System.Text.Json;
using AgentStack.Oidc;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>What a token endpoint answers, good or bad; some write numbers as text.</summary>
internal sealed record TokenReply(string? AccessToken, string? TokenType, double? ExpiresIn, string? Error)
{
    /// <summary>Bytes; far above any token that fits into a header.</summary>
    private const int Limit = 262_144;

    public bool IsToken => BearerToken.IsToken(AccessToken)
        && (TokenType is null || TokenType.Equals("Bearer", StringComparison.OrdinalIgnoreCase));

    /// <summary>Null for what is not a JSON object, or too much of one.</summary>
    /// <exception cref="HttpRequestException">The answer broke off.</exception>
    public static async Task<TokenReply?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            await content.LoadIntoBufferAsync(Limit, cancellationToken);
            await using var body = await content.ReadAsStreamAsync(cancellationToken);
            using var json = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            return json.RootElement.ValueKind == JsonValueKind.Object ? From(json.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return null;
        }
    }

    public override string ToString() => Error ?? "(token)";

    private static TokenReply From(JsonElement root) =>
        new(root.Text("access_token"), root.Text("token_type"), Number(root, "expires_in"), root.Text("error"));

    private static double? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value)
        && double.TryParse(
            value.ValueKind == JsonValueKind.String ? root.Text(name) : value.GetRawText(),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var number)
            ? number
            : null;
}
