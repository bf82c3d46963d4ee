using AgentStack.McpServer.Offers.Own;

namespace AgentStack.McpServer.Gateway.Names;

/// <summary>The names that this server's own tools and prompts have, which no other may get.</summary>
/// <param name="offers">Asked for when an upstream has listed: one of the own tools may be about the gateway.</param>
internal sealed class OwnNames(Lazy<OwnOffers> offers)
{
    public IEnumerable<string> Tools => offers.Value.Tools.Select(tool => tool.Name);

    public IEnumerable<string> Prompts => offers.Value.Prompts.Select(prompt => prompt.Name);
}
