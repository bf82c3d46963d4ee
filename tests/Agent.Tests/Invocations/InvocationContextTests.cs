using AgentStack.Agent.Invocations;
using Microsoft.AspNetCore.Http;

namespace AgentStack.Agent.Tests.Invocations;

public sealed class InvocationContextTests
{
    [Fact]
    public void WorkloadToken_UnderBothNames_IsThatOfTheNewer()
    {
        var context = InvocationContext.From(new HeaderDictionary
        {
            ["workloadaccesstoken"] = "older",
            ["x-amz-bedrock-agentcore-identity-wat"] = "newer",
        });

        context.WorkloadToken!.Reveal().ShouldBe("newer");
        context.ToString().ShouldNotContain("newer");
    }

    [Fact]
    public void WorkloadToken_UnderTheOlderNameAlone_IsTaken() =>
        InvocationContext.From(new HeaderDictionary { ["WorkloadAccessToken"] = "older" })
            .WorkloadToken!.Reveal().ShouldBe("older");

    [Fact]
    public void Context_WithoutHeaders_IsMadeUp()
    {
        var context = InvocationContext.From(new HeaderDictionary());

        context.RequestId.ShouldNotBeNullOrWhiteSpace();
        context.SessionId.ShouldNotBe(InvocationContext.From(new HeaderDictionary()).SessionId);
        context.WorkloadToken.ShouldBeNull();
    }
}
