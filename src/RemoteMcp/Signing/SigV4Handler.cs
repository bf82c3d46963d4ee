using AgentStack.RemoteMcp.Aws;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace AgentStack.RemoteMcp.Signing;

/// <summary>
/// Signs each request with the credentials of that moment: a role's expire. The telemetry exporter sends synchronously, on a thread
/// of its own; the SDK keeps credentials and renews them there.
/// </summary>
public sealed class SigV4Handler(
    (string Service, string Region) signature, AwsSettings aws, TimeProvider clock, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        request.Content?.CopyTo(body, context: null, cancellationToken);
        Sign(request, body, Credentials(aws).GetCredentials());
        return base.Send(request, cancellationToken);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        if (request.Content is not null)
            await request.Content.CopyToAsync(body, cancellationToken);

        Sign(request, body, await Credentials(aws).GetCredentialsAsync());
        return await base.SendAsync(request, cancellationToken);
    }

    private static AWSCredentials Credentials(AwsSettings aws) =>
        aws.Credentials ?? DefaultAWSCredentialsIdentityResolver.GetCredentials(clientConfig: null);

    private void Sign(HttpRequestMessage request, MemoryStream body, ImmutableCredentials credentials) =>
        RequestSigner.Sign(
            request, body.GetBuffer().AsSpan(0, (int)body.Length), credentials, signature.Service, signature.Region, clock.GetUtcNow());
}
