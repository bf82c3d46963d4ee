using System.Net;
using AgentStack.RemoteMcp.Aws;
using Amazon.Runtime;

namespace AgentStack.RemoteMcp.Signing;

/// <summary>Who signs the requests to one server, and for which region; what is missing is explained.</summary>
internal sealed class SigningIdentity(string server, RemoteServerOptions options, AwsSettings aws, SigningCredentials credentials)
{
    /// <summary>The service that AWS knows runtimes and gateways by.</summary>
    public const string Service = "bedrock-agentcore";

    /// <exception cref="RemoteMcpException">The address names no region, and no setting does.</exception>
    public string RegionFor(Uri address) =>
        SigningRegion.Find(address) ?? ConfiguredRegion ?? throw NoRegion(RemoteUrl.Show(address));

    /// <summary>Finds out before the first request whether there will be a region for it, as far as the address is known.</summary>
    /// <exception cref="RemoteMcpException">There will be none.</exception>
    public void CheckRegion()
    {
        if (ConfiguredRegion is not null || RuntimeArn.TryParse(options.RuntimeArn, out _))
            return;

        if ((options.GatewayUrl ?? options.Url) is { } text && RemoteUrl.TryParse(text, out var address))
            RegionFor(address);
    }

    /// <exception cref="RemoteMcpException">There are none.</exception>
    public Task<ImmutableCredentials> GetCredentialsAsync(CancellationToken cancellationToken) =>
        ExplainAsync(credentials.GetAsync(cancellationToken));

    /// <summary>Others than those that were refused; the same where there are no others.</summary>
    /// <exception cref="RemoteMcpException">There are none any more.</exception>
    public Task<ImmutableCredentials> ReplaceCredentialsAsync(ImmutableCredentials refused, CancellationToken cancellationToken) =>
        ExplainAsync(credentials.ReplaceAsync(refused, cancellationToken));

    public RemoteMcpException Refused(SignatureRefusal refusal, string region, Uri address)
    {
        var (problem, remedy) = refusal switch
        {
            SignatureRefusal.Expired => (
                "The AWS credentials have expired, and there are no newer ones.",
                "Sign in again (aws sso login), or set a new AWS_SESSION_TOKEN with its key."),
            SignatureRefusal.UnknownKey => (
                "AWS does not know the access key.",
                "Check AWS_ACCESS_KEY_ID and AWS_PROFILE: the key may be deleted, or its AWS_SESSION_TOKEN may be missing."),
            _ => (
                $"AWS refused the signature for {Service} in {region}.",
                "Check AWS_SECRET_ACCESS_KEY, the region, and that nothing on the way changes the path or the body."),
        };
        // Whatever the status was: it is this process that is refused, not what it asked for.
        return Failure(RemoteUrl.Show(address), problem, remedy, new HttpRequestException(problem, inner: null, HttpStatusCode.Unauthorized));
    }

    /// <summary>No credentials within the time for it, or none at all.</summary>
    public RemoteMcpException NoCredentials(Exception inner) => Failure(
        options.RuntimeArn ?? Shown(options.GatewayUrl ?? options.Url) ?? "its address",
        inner is TimeoutException ? $"The AWS credentials did not come. {inner.Message}" : "This process has no AWS credentials to sign with.",
        "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the container or instance a role.",
        inner);

    private static string? Shown(string? address) => RemoteUrl.TryParse(address, out var url) ? RemoteUrl.Show(url) : null;

    private string? ConfiguredRegion => options.Region is { Length: > 0 } region ? region : aws.Region;

    private RemoteMcpException NoRegion(string address) => Failure(
        address, "There is no region to sign for: the address names none.", $"Set {options.Key(server)}:Region, or AWS_REGION.");

    private async Task<ImmutableCredentials> ExplainAsync(Task<ImmutableCredentials> asked)
    {
        try
        {
            return await asked;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Each source of the chain fails in its own way, also by what its answer lacks.
            throw NoCredentials(e);
        }
    }

    private RemoteMcpException Failure(string address, string problem, string remedy, Exception? inner = null) =>
        new(server, ConnectionStep.Connect, address, problem, remedy, inner);
}
