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

    /// <param name="response">Of which the head is there.</param>
    /// <param name="server">The server's name.</param>
    /// <param name="address">Where it was asked.</param>
    /// <param name="late">When a body that is not there yet is waited for no longer: the head says enough.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<DoorAnswer> ReadAsync(
        HttpResponseMessage response, string server, ServerAddress address, CancellationTokenSource late, CancellationToken cancellationToken)
    {
        var isStream = response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        var body = DoorBody.Read(isStream ? "" : await ReadBodyAsync(response, late, cancellationToken));
        var code = body.Code is { } known && body.IsJsonRpc ? known : (int?)null;
        var answer = new DoorAnswer(new Uri(address.ToString()), (int)response.StatusCode, code) { IsAgentCore = address.IsAgentCore };
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
        && !(address.IsAgentCore && AgentCoreErrors.IsOne(code));

    private static string? ForeignType(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is { } type && !type.EndsWith("json", StringComparison.OrdinalIgnoreCase) ? type : null;

    private static RemoteMcpException Translate(HttpStatusCode status, int? code, string server, ServerAddress address)
    {
        Exception failure = (int)status < 400 && code is { } known
            ? new McpProtocolException("refused", (McpErrorCode)known)
            : new HttpRequestException("refused", null, status);
        return ConnectionFailures.Translate(failure, server, ConnectionStep.Connect, address);
    }

    private static async Task<string> ReadBodyAsync(
        HttpResponseMessage response, CancellationTokenSource late, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MostToRead];
        try
        {
            // An open door says in its body that it is one; a refusal is one without it.
            var length = await stream.ReadAtLeastAsync(
                buffer, MostToRead, throwOnEndOfStream: false, response.IsSuccessStatusCode ? cancellationToken : either.Token);
            return Encoding.UTF8.GetString(buffer, 0, length);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "";
        }
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
