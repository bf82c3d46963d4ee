using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AgentStack.Oidc;
using AgentStack.RemoteMcp.Credentials;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>Asks an OAuth 2 token endpoint for a client-credentials token (RFC 6749 section 4.4).</summary>
internal sealed class TokenEndpoint(
    string server, string? scope, HttpClient http, ICredentialSource source, Deadline deadline, TimeProvider clock)
{
    private const string Basic = "client_secret_basic";
    private const string Post = "client_secret_post";
    private const int Attempts = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(60);

    /// <summary>429, 5xx and a lost connection are tried three times, with growing pauses; a refusal is final.</summary>
    /// <exception cref="RemoteMcpException">No token; the message names the endpoint, the error and the remedy.</exception>
    public async Task<BearerToken> RequestAsync(DiscoveryDocument document, MachineCredentials credentials)
    {
        if (document.TokenEndpoint is not { } address)
            throw Failure(credentials.DiscoveryUrl, "The discovery document names no token_endpoint.", TokenFailures.CheckPool);

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await deadline.RunAsync(
                    token => SendAsync(address, document, credentials, token), CancellationToken.None);
            }
            catch (HttpRequestException) when (attempt < Attempts)
            {
                await Task.Delay(Pause(attempt), clock);
            }
            catch (Exception e) when (e is HttpRequestException or TimeoutException)
            {
                var problem = e is HttpRequestException { StatusCode: { } status }
                    ? $"HTTP {(int)status}, {Attempts} times."
                    : e is TimeoutException ? e.Message : "It could not be reached.";
                throw Failure(address, problem, TokenFailures.CheckIssuer, e);
            }
        }
    }

    private async Task<BearerToken> SendAsync(
        Uri address, DiscoveryDocument document, MachineCredentials credentials, CancellationToken cancellationToken)
    {
        using var request = CreateRequest(address, document, credentials);
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500)
            throw new HttpRequestException("The token endpoint is busy", null, response.StatusCode);

        var reply = await ReadAsync(response, cancellationToken);
        if (response.IsSuccessStatusCode && reply is { AccessToken: { Length: > 0 } value })
            return new BearerToken(value, clock.GetUtcNow() + UsableLifetime(reply.ExpiresIn));

        if (reply?.Error == TokenFailures.InvalidClient)
            source.Forget();

        var (problem, remedy) = TokenFailures.Explain(response.StatusCode, reply?.Error);
        throw Failure(address, problem, remedy);
    }

    private HttpRequestMessage CreateRequest(Uri address, DiscoveryDocument document, MachineCredentials credentials)
    {
        var methods = document.TokenEndpointAuthMethods;
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        if ((scope ?? credentials.Scope) is { Length: > 0 } wanted)
            form["scope"] = wanted;

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

    private static async Task<TokenReply?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(TokenJson.Default.TokenReply, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TimeSpan UsableLifetime(int? expiresIn)
    {
        var lifetime = TimeSpan.FromSeconds(Math.Max(1, expiresIn ?? 300));
        var margin = lifetime / 4;
        return lifetime - (margin < LongestMargin ? margin : LongestMargin);
    }

    private static TimeSpan Pause(int attempt) =>
        FirstPause * Math.Pow(2, attempt - 1) * (0.75 + (Random.Shared.NextDouble() / 2));

    private RemoteMcpException Failure(Uri address, string problem, string remedy, Exception? inner = null) =>
        new(server, ConnectionStep.Token, address.AbsoluteUri, problem, remedy, inner);
}
