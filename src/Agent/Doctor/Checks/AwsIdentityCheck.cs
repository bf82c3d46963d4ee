using AgentStack.RemoteMcp.Aws;
using Amazon.Runtime;
using Amazon.SecurityToken.Model;

namespace AgentStack.Agent.Doctor.Checks;

/// <summary>Who AWS takes this process for, and where (STS GetCallerIdentity, which needs no permission).</summary>
/// <param name="aws">Makes the client.</param>
/// <param name="findCredentials">Whom to ask as.</param>
/// <param name="profile">The AWS profile that is chosen; null for none.</param>
internal sealed class AwsIdentityCheck(DoctorAws aws, Func<Task<AWSCredentials>> findCredentials, string? profile) : IDoctorCheck
{
    public string Name => "AWS credentials";

    public string? Server => null;

    public DoctorArea Area => DoctorArea.AwsCredentials;

    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        AWSCredentials credentials;
        try
        {
            credentials = await findCredentials().WaitAsync(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, a login that is missing or a role that STS refuses: there is nobody to ask as.
            return Missing(e);
        }

        return await AskAsync(credentials, cancellationToken);
    }

    private async Task<Finding> AskAsync(AWSCredentials credentials, CancellationToken cancellationToken)
    {
        try
        {
            using var sts = aws.CreateTokenService(credentials);
            var identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken);
            var endpoint = aws.Settings.Endpoint("STS") is { } own ? $", by {own.GetLeftPart(UriPartial.Authority)}" : "";
            return Finding.Good($"{identity.Arn} in {aws.Region}{endpoint}");
        }
        catch (AmazonServiceException e) when (e.StatusCode != default && !string.IsNullOrEmpty(e.ErrorCode))
        {
            return Explain(e.ErrorCode, e.Message);
        }
        catch (Exception e) when (e.GetBaseException() is HttpRequestException or IOException or System.Net.Sockets.SocketException)
        {
            return Finding.Bad(
                "STS cannot be reached",
                "Nobody answered, so it is not known who this process is; the other services are tried all the same.",
                "Check AWS_REGION, AWS_ENDPOINT_URL and the network; in a VPC without internet STS takes an endpoint of its own.",
                $"curl -sS -o /dev/null -w '%{{http_code}}\\n' {Endpoint}") with
            { IsHarmless = true };
        }
        catch (AmazonServiceException e) when (e.StatusCode != default)
        {
            return Explain($"HTTP {(int)e.StatusCode}", "");
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException)
        {
            // Some of the SDK's credential providers throw the one, some the other.
            return Missing(e);
        }
    }

    private string Endpoint =>
        aws.Settings.Endpoint("STS")?.GetLeftPart(UriPartial.Authority) ?? $"https://sts.{aws.Region}.amazonaws.com";

    private Finding Missing(Exception e)
    {
        if (e.Message.Contains("RegionEndpoint", StringComparison.Ordinal))
            return NoRegion();

        var (text, cause) = CredentialsProblem.Of(e, profile);
        return profile is null
            ? Finding.Bad(
                text,
                "Neither AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY nor a profile (AWS_PROFILE) nor a role of a container or instance.",
                "Give this process credentials or a role.",
                "aws configure sso",
                "export AWS_PROFILE='<profile>'")
            : Finding.Bad(
                text,
                cause,
                "Check that the profile is in ~/.aws/config or ~/.aws/credentials, that its SSO login is live and that it may assume its role.",
                "aws configure list-profiles",
                $"aws sso login --profile {Quoted(profile)}",
                $"aws sts get-caller-identity --profile {Quoted(profile)}");
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static Finding NoRegion() => Finding.Bad(
        "No AWS region is set",
        "Neither AWS_REGION nor AWS_DEFAULT_REGION nor the profile names one.",
        "Set AWS_REGION to the region of the runtimes and of the model.",
        "export AWS_REGION='<region>'");

    private Finding Explain(string code, string message) => code switch
    {
        "InvalidClientTokenId" or "UnrecognizedClientException" => Finding.Bad(
            "AWS does not know the access key (InvalidClientTokenId)",
            "The key was deleted or belongs to another partition, or it is a temporary one without its AWS_SESSION_TOKEN.",
            "Give this process credentials that are live, with their session token if they have one.",
            "aws sts get-caller-identity",
            "aws configure sso"),
        "ExpiredToken" or "ExpiredTokenException" => Finding.Bad(
            "The AWS credentials have expired",
            "They are temporary, and their time is up.",
            "Get new ones.",
            "aws sso login --profile '<profile>'"),
        "SignatureDoesNotMatch" or "InvalidSignatureException" when message.Contains("region", StringComparison.OrdinalIgnoreCase) => Finding.Bad(
            $"AWS_REGION {aws.Region} is not the region of the endpoint",
            "The request was signed for a region that the address does not belong to.",
            "Set AWS_REGION to the region of the runtimes and of the model, and AWS_ENDPOINT_URL to nothing or to that region's.",
            "export AWS_REGION='<region>'"),
        "SignatureDoesNotMatch" or "InvalidSignatureException" => Finding.Bad(
            "AWS refuses the signature (SignatureDoesNotMatch)",
            "AWS_SECRET_ACCESS_KEY does not belong to AWS_ACCESS_KEY_ID, or the clock of this machine is off by more than 5 minutes.",
            "Correct the secret key; see what time this machine thinks it is.",
            "date -u",
            "aws sts get-caller-identity"),
        _ => Finding.Bad(
            $"STS refused ({code})", null, "Check the AWS credentials of this process.", "aws sts get-caller-identity"),
    };
}
