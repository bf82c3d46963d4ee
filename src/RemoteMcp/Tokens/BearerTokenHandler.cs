using System.Net;
using System.Net.Http.Headers;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>Sends an access token on every request, and once another one when it is refused, if there is one.</summary>
internal sealed class BearerTokenHandler(ITokenSource tokens, SentTokens sent) : DelegatingHandler
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

        var other = await ReplaceAsync(token, response, cancellationToken);
        if (ReferenceEquals(other, token))
            return response;

        response.Dispose();
        return await SendAsync(request, other, cancellationToken);
    }

    private async Task<BearerToken> ReplaceAsync(BearerToken refused, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await tokens.ReplaceAsync(refused, cancellationToken);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, BearerToken token, CancellationToken cancellationToken)
    {
        sent.Add(token);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        return base.SendAsync(request, cancellationToken);
    }
}
