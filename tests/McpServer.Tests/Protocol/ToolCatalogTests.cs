using AgentStack.McpServer.Protocol;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Tests.Protocol;

public sealed class ToolCatalogTests
{
    [Theory]
    [InlineData("with space")]
    [InlineData("dotted.name")]
    [InlineData("")]
    public void Catalog_NameThatModelsRefuse_DoesNotStart(string name) =>
        Should.Throw<InvalidOperationException>(() => new ToolCatalog([Tool(name)])).Message.ShouldContain("[A-Za-z0-9_-]");

    [Fact]
    public void Catalog_NameOf65Letters_DoesNotStart() =>
        Should.Throw<InvalidOperationException>(() => new ToolCatalog([Tool(new string('a', 65))]));

    [Fact]
    public void Catalog_TwoToolsOfOneName_DoesNotStart() =>
        Should.Throw<InvalidOperationException>(() => new ToolCatalog([Tool("same"), Tool("same")])).Message.ShouldContain("\"same\"");

    private static McpServerTool Tool(string name)
    {
        var tool = McpServerTool.Create(() => "", new McpServerToolCreateOptions { Name = "tool" });
        tool.ProtocolTool.Name = name;
        return tool;
    }
}
