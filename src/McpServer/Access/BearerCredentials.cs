using System.Buffers;

namespace AgentStack.McpServer.Access;

/// <summary>The token of a request, or what is wrong with the way it was sent (RFC 6750, section 2); neither when there is none.</summary>
internal readonly record struct BearerCredentials(string? Token, string? Problem)
{
    private const string QueryParameter = "access_token";

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/");

    public static BearerCredentials Of(HttpRequest request)
    {
        // Addresses are kept in logs and histories.
        if (request.Query.ContainsKey(QueryParameter))
            return Malformed("A token is taken in the Authorization header alone, never in an address");

        return request.Headers.Authorization switch
        {
            [] => default,
            [{ } header] => Read(header),
            _ => Malformed("There is more than one Authorization header"),
        };
    }

    private static BearerCredentials Read(string header)
    {
        var scheme = header.Split(' ', 2)[0];
        if (!scheme.Equals(AccessWire.Scheme, StringComparison.OrdinalIgnoreCase))
            return default;

        var token = header[scheme.Length..].Trim(' ');
        var letters = token.AsSpan().TrimEnd('=');
        return letters.Length > 0 && !letters.ContainsAnyExcept(Letters)
            ? new BearerCredentials(token, null)
            : Malformed("The Authorization header does not read: Authorization: Bearer TOKEN");
    }

    private static BearerCredentials Malformed(string problem) => new(null, problem);
}
