using System.Text;
using AgentStack.LocalAws.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AgentStack.LocalAws.Tests.Signing;

/// <summary>The worked example of the AWS documentation: IAM ListUsers, with the key that the documentation made up.</summary>
public sealed class PublishedExampleTests
{
    private const string DocumentedSecret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Fact]
    public void CanonicalRequest_OfThePublishedExample_HashesAsPublished() =>
        Signature.Sha256Hex(Encoding.UTF8.GetBytes(Canonical()))
            .ShouldBe("f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59");

    [Fact]
    public void Signature_OfThePublishedExample_IsAsPublished() =>
        Signature.Calculate(
                DocumentedSecret, new CredentialScope("AKIDEXAMPLE", "20150830", "us-east-1", "iam"), "20150830T123600Z", Canonical())
            .ShouldBe("5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/a/./b/../c", "/a/c")]
    [InlineData("//a//b/", "/a/b/")]
    [InlineData("/../..", "/")]
    [InlineData("/model/x%3A0/converse?a=b", "/model/x%253A0/converse")]
    [InlineData("/runtimes/a:b%2Fc", "/runtimes/a%3Ab%252Fc")]
    public void CanonicalPath_OfATarget_IsNormalisedAndEncodedOnceMore(string target, string expected) =>
        PathAndQuery.CanonicalPath(target).ShouldBe(expected);

    [Theory]
    [InlineData("/", "")]
    [InlineData("/?", "")]
    [InlineData("/?b=2&a=1", "a=1&b=2")]
    [InlineData("/?a=2&a=1", "a=1&a=2")]
    [InlineData("/?flag", "flag=")]
    [InlineData("/?q=a%2fb:c", "q=a%2Fb%3Ac")]
    public void CanonicalQuery_OfATarget_IsSortedAndEncodedOneWay(string target, string expected) =>
        PathAndQuery.CanonicalQuery(target).ShouldBe(expected);

    private static string Canonical()
    {
        var context = new DefaultHttpContext();
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "/?Action=ListUsers&Version=2010-05-08";
        context.Request.Method = "GET";
        context.Request.Headers.ContentType = "application/x-www-form-urlencoded; charset=utf-8";
        context.Request.Headers.Host = "iam.amazonaws.com";
        context.Request.Headers["X-Amz-Date"] = "20150830T123600Z";
        return CanonicalRequest.Build(context.Request, ["content-type", "host", "x-amz-date"], EmptyHash);
    }
}
