using AgentStack.McpServer.Offers.Own;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Tests.Offers;

public sealed class OwnOffersTests
{
    [Theory]
    [InlineData("with space")]
    [InlineData("dotted.name")]
    [InlineData("")]
    public void Offers_NameThatModelsRefuse_DoesNotStart(string name) =>
        Should.Throw<InvalidOperationException>(() => Create(Tool(name))).Message.ShouldContain("[A-Za-z0-9_-]");

    [Fact]
    public void Offers_NameOf65Letters_DoesNotStart() =>
        Should.Throw<InvalidOperationException>(() => Create(Tool(new string('a', 65))));

    [Fact]
    public void Offers_TwoToolsOfOneName_DoesNotStart() =>
        Should.Throw<InvalidOperationException>(() => Create(Tool("same"), Tool("same"))).Message.ShouldContain("\"same\"");

    private static OwnOffers Create(params McpServerTool[] tools) =>
        new(tools, [], [], new CodeRunner(NullLogger<CodeRunner>.Instance));

    private static McpServerTool Tool(string name)
    {
        var tool = McpServerTool.Create(() => "", new McpServerToolCreateOptions { Name = "tool" });
        tool.ProtocolTool.Name = name;
        return tool;
    }
}
