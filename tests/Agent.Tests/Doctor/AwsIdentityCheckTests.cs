using AgentStack.Agent.Doctor;
using AgentStack.Agent.Doctor.Checks;
using AgentStack.RemoteMcp.Aws;
using Amazon.Runtime;
using Microsoft.Extensions.Configuration;

namespace AgentStack.Agent.Tests.Doctor;

/// <summary>Credentials that cannot be had are told from an STS that cannot be reached.</summary>
public sealed class AwsIdentityCheckTests
{
    private static readonly DoctorAws Aws = new(new AwsSettings(new ConfigurationBuilder()
        .AddInMemoryCollection([new("AWS_REGION", "us-east-1"), new("AWS_ENDPOINT_URL", "http://127.0.0.1:9")])
        .Build()));

    [Fact]
    public async Task Profile_WithoutALogin_IsNamedWithTheWordsOfTheSdk()
    {
        var finding = await RunAsync(() => throw new AmazonClientException("No valid SSO token could be found.\nstack"), "work");

        finding.Text.ShouldBe("The AWS profile work (AWS_PROFILE) gives no credentials");
        finding.Cause.ShouldBe("No valid SSO token could be found.");
        finding.Fix.ShouldContain("aws sso login --profile 'work'");
        finding.IsHarmless.ShouldBeFalse();
    }

    [Fact]
    public async Task Profile_WhoseRoleCannotBeAssumed_IsNoStsThatCannotBeReached()
    {
        var refusal = new AmazonClientException("Error calling AssumeRole for role arn:aws:iam::1:role/x", new HttpRequestException("no answer"));

        var finding = await RunAsync(() => throw refusal, "work");

        finding.Text.ShouldContain("profile work");
        finding.Cause.ShouldBe("Error calling AssumeRole for role arn:aws:iam::1:role/x no answer");
        finding.IsHarmless.ShouldBeFalse();
    }

    [Fact]
    public async Task Credentials_OfNoKind_AreMissing()
    {
        var finding = await RunAsync(() => throw new AmazonServiceException("Unable to reach the metadata"), profile: null);

        finding.Text.ShouldBe("No AWS credentials were found");
    }

    [Fact]
    public async Task Sts_ThatCannotBeReached_IsHarmless()
    {
        var finding = await RunAsync(() => Task.FromResult<AWSCredentials>(new BasicAWSCredentials("AKIDEXAMPLE", "secret")), "work");

        finding.Text.ShouldBe("STS cannot be reached");
        finding.IsHarmless.ShouldBeTrue();
    }

    private static Task<Finding> RunAsync(Func<Task<AWSCredentials>> find, string? profile) =>
        new AwsIdentityCheck(Aws, find, profile).RunAsync(TestContext.Current.CancellationToken);
}
