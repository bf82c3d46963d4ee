using AgentStack.Agent.Invocations;
using Microsoft.AspNetCore.Http;

namespace AgentStack.Agent.Tests.Invocations;

public sealed class InvocationContextTests
{
    private const string SessionId = "X-Amzn-Bedrock-AgentCore-Runtime-Session-Id";

    [Fact]
    public void WorkloadToken_UnderBothNames_IsThatOfTheNewer()
    {
        var context = InvocationContext.From(new HeaderDictionary
        {
            ["workloadaccesstoken"] = "older",
            ["x-amz-bedrock-agentcore-identity-wat"] = "newer",
        });

        context.Caller.WorkloadToken!.Reveal().ShouldBe("newer");
        context.ToString().ShouldNotContain("newer");
    }

    [Fact]
    public void WorkloadToken_UnderTheOlderNameAlone_IsTaken() =>
        Caller.From(new HeaderDictionary { ["WorkloadAccessToken"] = "older" }).WorkloadToken!.Reveal().ShouldBe("older");

    [Fact]
    public void Context_WithoutHeaders_IsMadeUp()
    {
        var context = InvocationContext.From(new HeaderDictionary());

        context.RequestId.ShouldNotBeNullOrWhiteSpace();
        context.SessionId.ShouldNotBe(InvocationContext.From(new HeaderDictionary()).SessionId);
        context.Caller.WorkloadToken.ShouldBeNull();
        context.Caller.OAuth2CallbackUrl.ShouldBeNull();
        context.Caller.Headers.ShouldBeEmpty();
    }

    [Fact]
    public void Caller_HasTheHeadersThatAreTheCallersOwnAndNoOther()
    {
        var caller = Caller.From(new HeaderDictionary
        {
            ["authorization"] = "Bearer one",
            ["x-amzn-bedrock-agentcore-runtime-custom-tenant"] = "blue",
            ["X-Api-Key"] = "key",
            ["OAuth2CallbackUrl"] = "https://example.com/back",
            ["WorkloadAccessToken"] = "token",
            ["X-Amz-Bedrock-AgentCore-Identity-WAT"] = "token",
            [SessionId] = "session",
            ["X-Amzn-Bedrock-AgentCore-Runtime-User-Id"] = "somebody",
            ["X-Amz-Date"] = "now",
            ["Accept-Language"] = "*",
            ["Content-Type"] = "application/json",
            ["Cookie"] = "a=b",
            ["Host"] = "localhost",
            ["Sec-Fetch-Mode"] = "cors",
            ["User-Agent"] = "node",
            ["X-Forwarded-For"] = "10.0.0.1",
        });

        caller.Headers.Keys.Order(StringComparer.OrdinalIgnoreCase)
            .ShouldBe(["authorization", "x-amzn-bedrock-agentcore-runtime-custom-tenant", "X-Api-Key"]);
        caller.Headers["Authorization"].ShouldBe("Bearer one");
        caller.OAuth2CallbackUrl.ShouldBe("https://example.com/back");
        $"{caller}{caller.WorkloadToken}".ShouldBe("(caller)(token)");
    }

    [Theory]
    [InlineData("local-dev-session", true)]
    [InlineData("any printable ASCII: ~!\"/\\{}%", true)]
    [InlineData("a\u0007b", false)]
    [InlineData("s\u00e9ance", false)]
    [InlineData("\u001b[2J", false)]
    public void SessionId_IsKeptWhenPlainAndHashedOtherwise(string id, bool isKept)
    {
        var known = InvocationContext.From(new HeaderDictionary { [SessionId] = id }).SessionId.Value;

        known.ShouldBe(isKept ? id : InvocationContext.From(new HeaderDictionary { [SessionId] = id }).SessionId.Value);
        known.ShouldMatch(isKept ? ".*" : "^sha256-[0-9a-f]{64}$");
    }

    [Fact]
    public void SessionId_OfTenThousandCharacters_IsAHashOfItsOwn()
    {
        static string Known(string id) => InvocationContext.From(new HeaderDictionary { [SessionId] = id }).SessionId.Value;

        Known(new string('a', 10_000)).Length.ShouldBe(71);
        Known(new string('a', 10_000)).ShouldNotBe(Known(new string('a', 10_001)));
        Known(new string('a', 256)).ShouldBe(new string('a', 256));
    }
}
