using System.Net;
using System.Net.Http.Headers;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>Sends an access token on every request, and a new one once when it is refused.</summary>
internal sealed class BearerTokenHandler(ITokenSource tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Buffered, because it may be sent twice.
        if (request.Content is not null)
            await request.Content.LoadIntoBufferAsync(cancellationToken);

        var token = await tokens.GetAsync(cancellationToken);
        var response = await SendAsync(request, token, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return response;

        response.Dispose();
        token = await tokens.ReplaceAsync(token, cancellationToken);
        return await SendAsync(request, token, cancellationToken);
    }

    private Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, BearerToken token, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        return base.SendAsync(request, cancellationToken);
    }
}
