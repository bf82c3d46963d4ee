using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AgentStack.RemoteMcp.Connections;
using ModelContextProtocol;

namespace AgentStack.RemoteMcp.Walk;

/// <summary>Reads what a front door answered: whether it is open, and if not, what its refusal gives away.</summary>
internal static partial class DoorAnswerReader
{
    private const int MostToRead = 16 * 1024;

    /// <summary>The JSON-RPC errors that the AgentCore platform itself answers with; other ones are the server's.</summary>
    private const int FirstPlatformCode = -32001;
    private const int LastPlatformCode = -32011;

    public static async Task<DoorAnswer> ReadAsync(
        HttpResponseMessage response, string server, ServerAddress address, CancellationToken cancellationToken)
    {
        var isStream = response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        var body = DoorBody.Read(isStream ? "" : await ReadBodyAsync(response, cancellationToken));
        var code = body.Code is { } known && body.IsJsonRpc ? known : (int?)null;
        var answer = new DoorAnswer(address.Url, (int)response.StatusCode, code);
        if (IsOpen(response, body.IsJsonRpc, code, address))
            return answer with { ForeignType = body.IsJsonRpc || isStream ? null : ForeignType(response) };

        var challenge = response.Headers.WwwAuthenticate.ToString();
        return answer with
        {
            Refusal = Translate(response.StatusCode, code, server, address),
            Clue = FindClue(body.Words, response),
            WantsToken = challenge.Contains("Bearer", StringComparison.OrdinalIgnoreCase),
            ResourceMetadata = MetadataIn(challenge),
        };
    }

    // A server that speaks JSON-RPC has been reached, whatever it thinks of the request.
    private static bool IsOpen(HttpResponseMessage response, bool isJsonRpc, int? code, ServerAddress address) =>
        response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        && (response.IsSuccessStatusCode || isJsonRpc)
        && !(IsPlatform(address) && code is <= FirstPlatformCode and >= LastPlatformCode);

    private static string? ForeignType(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is { } type && !type.EndsWith("json", StringComparison.OrdinalIgnoreCase) ? type : null;

    // Also a runtime that is addressed by its URL.
    private static bool IsPlatform(ServerAddress address) =>
        address.IsRuntime || address.Url.AbsolutePath.StartsWith("/runtimes/", StringComparison.Ordinal);

    private static RemoteMcpException Translate(HttpStatusCode status, int? code, string server, ServerAddress address)
    {
        Exception failure = (int)status < 400 && code is { } known
            ? new McpProtocolException("refused", (McpErrorCode)known)
            : new HttpRequestException("refused", null, status);
        return ConnectionFailures.Translate(failure, server, ConnectionStep.Connect, address);
    }

    private static async Task<string> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MostToRead];
        var length = await stream.ReadAtLeastAsync(buffer, MostToRead, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static DoorClue FindClue(string said, HttpResponseMessage response)
    {
        var type = response.Headers.TryGetValues("x-amzn-ErrorType", out var types) ? string.Join(' ', types) : "";
        return said switch
        {
            _ when Has("Authorization method mismatch") => DoorClue.Method,
            _ when Has("'client_id'") => DoorClue.Client,
            _ when Has("'scope'") => DoorClue.Scope,
            _ when Has("'aud'") || Has("audience") => DoorClue.Audience,
            _ when type.Contains("Signature", StringComparison.Ordinal) || Has("request signature") || Has("Credential should be")
                || Has("security token included") => DoorClue.Signature,
            _ => DoorClue.None,
        };

        bool Has(string words) => said.Contains(words, StringComparison.OrdinalIgnoreCase);
    }

    private static Uri? MetadataIn(string challenge) =>
        Metadata().Match(challenge) is { Success: true } match && RemoteUrl.TryParse(match.Groups["url"].Value, out var address)
            ? address
            : null;

    [GeneratedRegex(
        "resource_metadata=\"?(?<url>[^\",\\s]+)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Metadata();
}
