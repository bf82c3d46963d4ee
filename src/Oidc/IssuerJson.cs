using System.Text.Json;

namespace AgentStack.Oidc;

internal static class IssuerJson
{
    private const int SizeLimit = 1_000_000;

    /// <summary>Reads one JSON object of at most 1 MB from an issuer.</summary>
    /// <exception cref="OidcException">Unreachable, not 2xx, too large, or not a JSON object.</exception>
    public static async Task<JsonDocument> GetAsync(
        HttpClient http, Uri address, string what, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw new OidcException(address, $"The {what} was refused with HTTP {(int)response.StatusCode}");

            await response.Content.LoadIntoBufferAsync(SizeLimit, cancellationToken);
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var json = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json : throw NoObject(address, what);
        }
        catch (HttpRequestException e)
        {
            throw new OidcException(address, $"The {what} could not be read", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            // The client's own time limit; the caller's token is the caller's business.
            throw new OidcException(address, $"The {what} did not come in time", e);
        }
        catch (JsonException e)
        {
            throw NoObject(address, what, e);
        }
    }

    private static OidcException NoObject(Uri address, string what, Exception? inner = null) =>
        new(address, $"The {what} is not a JSON object", inner);
}
