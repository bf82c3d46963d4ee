using System.ComponentModel;
using AgentStack.McpServer.Protocol.Subscriptions;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Tests.Conformance;

/// <summary>The tools by which the conformance suite has a list change while it listens.</summary>
[McpServerToolType]
internal sealed class TestChangeTools(OfferChanges changes)
{
    [McpServerTool(Name = "test_trigger_tool_change"), Description("Says that the tools changed.")]
    public string ChangeTools() => Change(OfferKinds.Tools);

    [McpServerTool(Name = "test_trigger_prompt_change"), Description("Says that the prompts changed.")]
    public string ChangePrompts() => Change(OfferKinds.Prompts);

    private string Change(OfferKinds kinds)
    {
        changes.Changed(kinds);
        return "changed";
    }
}
