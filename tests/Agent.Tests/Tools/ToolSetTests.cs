using AgentStack.Agent.Tools;
using AgentStack.RemoteMcp.Connections;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;

namespace AgentStack.Agent.Tests.Tools;

public sealed class ToolSetTests
{
    [Fact]
    public void Find_OfANameThatTwoToolsHave_GivesTheFirst()
    {
        var function = AIFunctionFactory.Create(() => "", "same");
        var first = new OfferedTool("same", new RemoteTool("a", "same", "", default), function, function.AsKernelFunction());
        var second = first with { Remote = first.Remote with { Server = "b" } };

        new ToolSet(new Kernel(), [first, second], []).Find("same").ShouldBe(first);
    }
}
