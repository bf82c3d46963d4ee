using System.Security.Cryptography;
using System.Text;
using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.Signing;

/// <summary>
/// Verifies signature version 4 in the <c>Authorization</c> header. The payload's own hash is what counts, so an
/// unsigned payload never passes; a session token is not looked at.
/// </summary>
internal sealed class SignatureVerifier(AwsCredentials credentials, string region, TimeProvider clock)
{
    public async Task<SignatureRefusal?> VerifyAsync(HttpRequest request, string service)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length == 0)
            return SignatureRefusal.Missing;

        if (!header.StartsWith(SignedAuthorization.Scheme + " ", StringComparison.Ordinal))
            return SignatureRefusal.Incomplete($"Unsupported AWS 'algorithm': '{header.Split(' ')[0]}'.");

        var authorization = SignedAuthorization.Parse(header);
        if (Lacks(authorization, request) is { } refusal)
            return refusal;

        var body = await BufferedBody.ReadAsync(request, request.HttpContext.RequestAborted);
        return Judge(request, authorization, service, Signature.Sha256Hex(body.Span));
    }

    private static SignatureRefusal? Lacks(SignedAuthorization authorization, HttpRequest request)
    {
        List<string> missing = [];
        if (authorization.Credential is null)
            missing.Add("Authorization header requires 'Credential' parameter.");
        if (authorization.Signature is null)
            missing.Add("Authorization header requires 'Signature' parameter.");
        if (authorization.SignedHeaders is null)
            missing.Add("Authorization header requires 'SignedHeaders' parameter.");
        if (SigningTime.Read(request) is null)
            missing.Add("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");

        return missing.Count > 0 ? SignatureRefusal.Incomplete(string.Join(' ', missing)) : null;
    }

    private SignatureRefusal? Judge(
        HttpRequest request, SignedAuthorization authorization, string service, string payloadHash)
    {
        if (CredentialScope.Parse(authorization.Credential!) is not { } scope)
        {
            return SignatureRefusal.Incomplete(
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, "
                + $"got '{authorization.Credential}'");
        }

        var signedHeaders = authorization.SignedHeaders!.Split(';');
        if (!signedHeaders.Contains("host"))
            return SignatureRefusal.Invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");

        if (scope.AccessKeyId != credentials.AccessKeyId)
            return SignatureRefusal.UnknownKey;

        var signedAt = SigningTime.Read(request)!.Value;
        if (JudgeScope(scope, service, signedAt) is { } refusal)
            return refusal;

        var canonical = CanonicalRequest.Build(request, signedHeaders, payloadHash);
        var expected = Signature.Calculate(credentials.SecretAccessKey, scope, SigningTime.Text(signedAt), canonical);
        return IsSame(expected, authorization.Signature!) ? null : SignatureRefusal.Mismatch;
    }

    private SignatureRefusal? JudgeScope(CredentialScope scope, string service, DateTimeOffset signedAt)
    {
        if (scope.Region != region)
            return SignatureRefusal.Invalid($"Credential should be scoped to a valid region, not '{scope.Region}'.");

        if (scope.Service != service)
            return SignatureRefusal.Invalid($"Credential should be scoped to correct service: '{service}'.");

        var day = SigningTime.Text(signedAt)[..8];
        if (scope.Date != day)
        {
            return SignatureRefusal.Invalid(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                + $"'{scope.Date}' != '{day}'.");
        }

        return SigningTime.Judge(signedAt, clock.GetUtcNow());
    }

    private static bool IsSame(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
