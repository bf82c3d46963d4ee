using System.ComponentModel;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Tests.Protocol;

internal sealed class BigTools
{
    [McpServerTool(Name = "big_text"), Description("Returns a long text.")]
    public static string Text([Description("Its length.")] int length) => new('x', length);
}
