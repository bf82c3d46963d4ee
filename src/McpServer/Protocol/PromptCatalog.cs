using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Protocol;

/// <summary>The prompts of this server, in the order of their names.</summary>
internal sealed class PromptCatalog(IEnumerable<McpServerPrompt> prompts)
{
    public IReadOnlyList<McpServerPrompt> Prompts { get; } =
        [.. prompts.OrderBy(prompt => prompt.ProtocolPrompt.Name, StringComparer.Ordinal)];

    public McpServerPrompt? Find(string name) => Prompts.FirstOrDefault(prompt => prompt.ProtocolPrompt.Name == name);
}
