namespace AgentStack.RemoteMcp.Signing;

/// <summary>
/// Signs each request. One that was refused because this machine's clock is wrong, or because its credentials have
/// expired, was not run: it is signed and sent again, by AWS's time or with new credentials.
/// </summary>
internal sealed class SigningHandler(SigningIdentity identity, SigningClock clock, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    // Signed anew once for the time and once for the credentials.
    private const int Attempts = 3;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        var region = identity.RegionFor(address);
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var credentials = await identity.GetCredentialsAsync(cancellationToken);

        for (var attempt = 1; ; attempt++)
        {
            var now = clock.Now;
            RequestSigner.Sign(request, body, credentials, SigningIdentity.Service, region, now);
            var response = await base.SendAsync(request, cancellationToken);
            var refusal = await SignatureRefusals.ReadAsync(response, cancellationToken);
            if (refusal is SignatureRefusal.None)
                return response;

            var date = response.Headers.Date;
            response.Dispose();
            var isMended = refusal switch
            {
                SignatureRefusal.Mismatch => clock.Correct(now, date),
                SignatureRefusal.Expired => await ReplaceAsync(),
                _ => false,
            };
            if (!isMended || attempt == Attempts)
                throw identity.Refused(refusal, region, address);
        }

        async Task<bool> ReplaceAsync()
        {
            var refused = credentials;
            credentials = await identity.ReplaceCredentialsAsync(refused, cancellationToken);
            return !SigningCredentials.IsSame(refused, credentials);
        }
    }
}
