using AgentStack.Agent.Tools;
using AgentStack.Agent.Tools.Policy;

namespace AgentStack.Agent.Commands;

/// <summary>What <c>tools list</c> prints.</summary>
/// <param name="LeftOut">Tools that a server lists and the model is not offered.</param>
/// <param name="Warnings">What was left out or changed, and why, a sentence each.</param>
internal sealed record ToolListing(
    IReadOnlyList<ListedServer> Servers,
    IReadOnlyList<ListedTool> Tools,
    IReadOnlyList<UnofferedTool> LeftOut,
    IReadOnlyList<string> Warnings)
{
    /// <param name="catalog">Knows the servers.</param>
    /// <param name="tools">What the agent offers.</param>
    /// <param name="policy">Says what is done with a call.</param>
    /// <param name="only">The server that is meant; null for all.</param>
    public static ToolListing Of(ToolCatalog catalog, ToolSet tools, ToolPolicy policy, string? only)
    {
        var states = catalog.Servers.Where(state => IsMeant(state.Name)).ToList();
        var warnings = tools.Warnings.Concat(catalog.TakeNews());
        var failures = catalog.Servers.Select(Failure).OfType<string>().ToHashSet();
        return new ToolListing(
            [.. states.Select(state => new ListedServer(
                state.Name, state.Offered, Failure(state), state.Known?.Since))],
            [.. tools.Tools.Where(tool => IsMeant(tool.Remote.Server)).Select(tool => ListedTool.Of(tool, policy))],
            [.. tools.LeftOut.Where(tool => IsMeant(tool.Server))],
            [.. warnings.Where(warning => !failures.Contains(warning) && IsAboutMeant(warning))]);

        bool IsMeant(string server) => only is null || server.Equals(only, StringComparison.OrdinalIgnoreCase);

        // A warning names its server in quotes; one that names none is for all.
        bool IsAboutMeant(string warning) => catalog.Servers.All(state => IsMeant(state.Name))
            || catalog.Servers.All(state => IsMeant(state.Name) || !warning.Contains($"'{state.Name}'", StringComparison.OrdinalIgnoreCase));
    }

    private static string? Failure(ServerState state) =>
        state.Known is null ? "it is still being connected (Tools:Wait)" : state.Known.Failure;
}
