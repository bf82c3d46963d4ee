using AgentStack.RemoteMcp.Aws;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace AgentStack.RemoteMcp.Signing;

/// <summary>This process's AWS credentials as of the moment: a role's expire, and the SDK renews them where they are asked for.</summary>
/// <param name="findAsync">Where they come from.</param>
internal sealed class SigningCredentials(Func<Task<AWSCredentials>> findAsync)
{
    private readonly Lock _gate = new();
    private Task<ImmutableCredentials>? _renewal;

    public static SigningCredentials Of(AwsSettings aws) => new(async () =>
        aws.Credentials ?? await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync(clientConfig: null));

    /// <exception cref="AmazonClientException">There are none.</exception>
    public Task<ImmutableCredentials> GetAsync(CancellationToken cancellationToken) =>
        // The chain may ask a metadata service, and heeds no token.
        ReadAsync().WaitAsync(cancellationToken);

    /// <summary>Others than those that were refused, fetched once for all who ask; the same where there are no others.</summary>
    /// <exception cref="AmazonClientException">There are none any more.</exception>
    public Task<ImmutableCredentials> ReplaceAsync(ImmutableCredentials refused, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_renewal is not { IsCompleted: false })
                _renewal = Task.Run(() => RenewAsync(refused), CancellationToken.None);

            return _renewal.WaitAsync(cancellationToken);
        }
    }

    public static bool IsSame(ImmutableCredentials one, ImmutableCredentials other) =>
        one.AccessKey == other.AccessKey && one.SecretKey == other.SecretKey && one.Token == other.Token;

    private async Task<ImmutableCredentials> RenewAsync(ImmutableCredentials refused)
    {
        var current = await ReadAsync();
        if (!IsSame(current, refused))
            return current;

        if (await findAsync() is RefreshingAWSCredentials renewable)
            renewable.ClearCredentials();

        return await ReadAsync();
    }

    private async Task<ImmutableCredentials> ReadAsync()
    {
        var source = await findAsync();
        return await source.GetCredentialsAsync();
    }
}
