using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AgentStack.Oidc;
using AgentStack.RemoteMcp.Credentials;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>Asks an OAuth 2 token endpoint for a client-credentials token (RFC 6749 section 4.4).</summary>
internal sealed class TokenEndpoint(string server, HttpClient http, Deadline deadline, TimeProvider clock)
{
    private const string Basic = "client_secret_basic";
    private const string Post = "client_secret_post";

    /// <summary>429, 5xx and a lost connection are tried three times within the step's limit; a refusal is final.</summary>
    /// <exception cref="RemoteMcpException">No token; the message names the endpoint, the error and the remedy.</exception>
    public Task<TokenGrant> RequestAsync(DiscoveryDocument document, MachineCredentials credentials, TokenKey key)
    {
        if (document.TokenEndpoint is not { } address)
            throw Failure(credentials.DiscoveryUrl, "The discovery document names no token_endpoint.", TokenFailures.CheckPool);

        // A secret never leaves in the clear because a document says so.
        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && credentials.DiscoveryUrl.Scheme != Uri.UriSchemeHttp)
            throw Failure(address, "The token endpoint is not https.", "Check that the discovery document is the issuer's own.");

        return new PatientCall(server, address, deadline, clock).RunAsync(
            token => SendAsync(CreateRequest(address, document, credentials, key), token));
    }

    private async Task<TokenGrant> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var _ = request;
        var start = clock.GetTimestamp();
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode == HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500)
            throw new TokenEndpointBusyException(response.StatusCode, RetryAfter.Read(response, clock));

        var reply = await TokenReply.ReadAsync(response.Content, cancellationToken);
        if (response.StatusCode == HttpStatusCode.OK && reply is { IsToken: true })
            return new TokenGrant(new BearerToken(reply.AccessToken!), TokenLifetime.Of(reply.ExpiresIn), start);

        var (code, problem, remedy) = TokenFailures.Explain(response.StatusCode, reply?.Error);
        throw Failure(request.RequestUri!, problem, remedy, code);
    }

    private static HttpRequestMessage CreateRequest(
        Uri address, DiscoveryDocument document, MachineCredentials credentials, TokenKey key)
    {
        var methods = document.TokenEndpointAuthMethods;
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        if (key.Scope is { } scope)
            form["scope"] = scope;

        if (key.Resource is { } resource)
            form["resource"] = resource;

        var request = new HttpRequestMessage(HttpMethod.Post, address);
        if (methods.Contains(Post) && !methods.Contains(Basic))
        {
            form["client_id"] = credentials.ClientId;
            form["client_secret"] = credentials.Secret.Reveal();
        }
        else
        {
            request.Headers.Authorization = BasicHeader(credentials);
        }

        request.Headers.Accept.ParseAdd("application/json");
        request.Content = new FormUrlEncodedContent(form);
        return request;
    }

    private static AuthenticationHeaderValue BasicHeader(MachineCredentials credentials)
    {
        var pair = $"{Uri.EscapeDataString(credentials.ClientId)}:{Uri.EscapeDataString(credentials.Secret.Reveal())}";
        return new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
    }

    private RemoteMcpException Failure(Uri address, string problem, string remedy, string? code = null) =>
        new(server, ConnectionStep.Token, address.AbsoluteUri, problem, remedy) { Code = code };
}
