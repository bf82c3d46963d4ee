using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;

namespace AgentStack.Compat.Tests;

public sealed class ParameterTests
{
    [Fact]
    public async Task GetParameter_Found_IsReadWithItsTypeAndDate()
    {
        await using var server = await WireServer.AnsweringAsync(
            """{"Parameter":{"Name":"/a","Type":"SecureString","Value":"v","Version":2,"LastModifiedDate":1.5}}""");
        using var ssm = For(server);

        var response = await ssm.GetParameterAsync(
            new GetParameterRequest { Name = "/a", WithDecryption = true }, TestContext.Current.CancellationToken);

        response.Parameter.Type.ShouldBe(ParameterType.SecureString);
        response.Parameter.LastModifiedDate.ShouldBe(DateTime.UnixEpoch.AddSeconds(1.5));
        var request = server.Requests.Single();
        request.Headers["X-Amz-Target"].ShouldBe("AmazonSSM.GetParameter");
        request.Headers["Authorization"].ShouldContain("/eu-west-1/ssm/aws4_request");
        request.Body.ShouldBe("""{"Name":"/a","WithDecryption":true}""");
    }

    [Fact]
    public async Task GetParameter_Absent_IsParameterNotFound()
    {
        await using var server = await WireServer.AnsweringAsync("""{"__type":"ParameterNotFound"}""", 400);
        using var ssm = For(server);

        await Should.ThrowAsync<ParameterNotFoundException>(() => ssm.GetParameterAsync(
            new GetParameterRequest { Name = "/a" }, TestContext.Current.CancellationToken));
    }

    private static AmazonSimpleSystemsManagementClient For(WireServer server) =>
        new("id", "secret", new AmazonSimpleSystemsManagementConfig
        {
            ServiceURL = server.Url,
            AuthenticationRegion = "eu-west-1",
        });
}
