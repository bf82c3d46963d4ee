using AgentStack.Agent.Conversations;
using AgentStack.Agent.Tools;
using AgentStack.Agent.Turns;

namespace AgentStack.Agent.Chat;

/// <summary>The agent of this process.</summary>
internal sealed class LocalChatAgent(TurnRunner turns, ToolCatalog catalog, Sessions sessions) : IChatAgent
{
    public Task RunAsync(TurnRequest request, ITurnListener listener, CancellationToken cancellationToken) =>
        turns.RunAsync(request, listener, cancellationToken);

    public async Task<(int Turns, bool IsWaiting)> LookAsync(SessionId session, CancellationToken cancellationToken)
    {
        try
        {
            using var opened = await sessions.OpenAsync(session, cancellationToken);
            return (opened.Turns.Count, opened.Turns is [.., { Pending: not null }]);
        }
        catch (ConversationStoreException)
        {
            // The first turn tells what is wrong with the store.
            return (0, false);
        }
    }

    public async Task ListToolsAsync(TextWriter output, CancellationToken cancellationToken)
    {
        catalog.TryNow();
        var tools = await catalog.GetAsync(cancellationToken);
        foreach (var tool in tools.Tools)
            await output.WriteLineAsync($"  {tool.WireName} ({tool.Remote.Server}): {PrintableText.Line(tool.Remote.Description, 90)}");

        foreach (var server in catalog.Servers)
        {
            foreach (var line in ServerLines.Of(server))
                await output.WriteLineAsync($"  {PrintableText.Of(line)}");
        }

        foreach (var warning in tools.Warnings)
            await output.WriteLineAsync($"  ! {PrintableText.Of(warning)}");

        if (tools.Tools.Count == 0)
        {
            await output.WriteLineAsync(catalog.Servers.Any()
                ? "  No tool is offered; the lines above say why."
                : "  There are no tools. McpServers in the configuration names the servers that bring some.");
        }
    }
}
