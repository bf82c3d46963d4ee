namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// Puts a caller's headers on the requests of its own call. It stands before what proves who we are, so that it never
/// replaces that.
/// </summary>
internal sealed class CallerHeadersHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    // The MCP client has no place for headers of one call; it sends in the flow of the one who calls.
    private static readonly AsyncLocal<IReadOnlyList<KeyValuePair<string, string>>?> Headers = new();

    /// <summary>The headers of all that this flow sends from now on; it ends with the method that sets it.</summary>
    public static void Set(IReadOnlyList<KeyValuePair<string, string>> headers) => Headers.Value = headers;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in Headers.Value ?? [])
        {
            if (!request.Headers.Contains(name))
                request.Headers.TryAddWithoutValidation(name, value);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
