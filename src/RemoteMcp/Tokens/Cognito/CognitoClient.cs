using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AgentStack.RemoteMcp.Credentials;

namespace AgentStack.RemoteMcp.Tokens.Cognito;

/// <summary>The one call to a user pool that needs no signature: signing a user in by name and password.</summary>
internal sealed class CognitoClient(string server, HttpClient http, Deadline deadline, TimeProvider clock)
{
    private const string Target = "AWSCognitoIdentityProviderService.InitiateAuth";
    private const string ContentType = "application/x-amz-json-1.1";
    private const int Limit = 1_000_000;

    private static readonly string[] BusyErrors = ["TooManyRequestsException", "InternalErrorException", "ThrottlingException"];

    /// <exception cref="RemoteMcpException">No token; the message says why.</exception>
    public Task<TokenGrant> SignInAsync(Uri address, MachineCredentials credentials, UserCredentials user) =>
        new PatientCall(server, address, deadline, clock).RunAsync(token => SendAsync(address, credentials, user, token));

    private async Task<TokenGrant> SendAsync(
        Uri address, MachineCredentials credentials, UserCredentials user, CancellationToken cancellationToken)
    {
        using var request = CreateRequest(address, credentials, user);
        var start = clock.GetTimestamp();
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var reply = await ReadAsync(response.Content, cancellationToken);
        if (IsBusy(response, reply))
            throw new TokenEndpointBusyException(response.StatusCode, RetryAfter.Read(response, clock));

        if (response.StatusCode == HttpStatusCode.OK
            && reply?.AuthenticationResult is { AccessToken: { } token } result && BearerToken.IsToken(token))
        {
            return new TokenGrant(new BearerToken(token), TokenLifetime.Of(result.ExpiresIn), start);
        }

        var (code, problem, remedy) = CognitoFailures.Explain((int)response.StatusCode, reply);
        throw new RemoteMcpException(server, ConnectionStep.Token, address.AbsoluteUri, problem, remedy) { Code = code };
    }

    // Cognito throttles with HTTP 400 and its error's name.
    private static bool IsBusy(HttpResponseMessage response, InitiateAuthReply? reply) =>
        response.StatusCode == HttpStatusCode.TooManyRequests
        || (int)response.StatusCode >= 500
        || BusyErrors.Contains(reply?.Error);

    private static HttpRequestMessage CreateRequest(Uri address, MachineCredentials credentials, UserCredentials user)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["USERNAME"] = user.Name,
            ["PASSWORD"] = user.Password.Reveal(),
        };
        if (credentials.Secret.Reveal() is { Length: > 0 } secret)
            parameters["SECRET_HASH"] = SecretHash(user.Name, credentials.ClientId, secret);

        var body = JsonSerializer.SerializeToUtf8Bytes(
            new InitiateAuthRequest("USER_PASSWORD_AUTH", credentials.ClientId, parameters), CognitoJson.Default.InitiateAuthRequest);
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ContentType);
        request.Headers.TryAddWithoutValidation("X-Amz-Target", Target);
        return request;
    }

    private static string SecretHash(string user, string clientId, string secret) => Convert.ToBase64String(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(user + clientId)));

    private static async Task<InitiateAuthReply?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            await content.LoadIntoBufferAsync(Limit, cancellationToken);
            await using var body = await content.ReadAsStreamAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync(body, CognitoJson.Default.InitiateAuthReply, cancellationToken);
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
}
