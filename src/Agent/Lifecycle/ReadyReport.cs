using AgentStack.Agent.Conversations;
using AgentStack.Agent.Models;
using AgentStack.Agent.Tools;

namespace AgentStack.Agent.Lifecycle;

/// <summary>What is known of the agent's surroundings at this moment; it asks nobody and waits for nothing.</summary>
internal sealed class ReadyReport(
    ToolCatalog catalog,
    IConversationStore store,
    StoreHealth health,
    ModelOptions model,
    BusyGauge gauge,
    Shutdown shutdown,
    IHostApplicationLifetime lifetime)
{
    private const string StoreSuffix = "Conversations";

    public ReadyReply Create()
    {
        var isStarted = lifetime.ApplicationStarted.IsCancellationRequested;
        return new ReadyReply(
            isStarted && !shutdown.IsStopping,
            shutdown.IsStopping ? "stopping" : isStarted ? "serving" : "starting",
            gauge.Work,
            new ReadyModel(model.Id),
            Describe(store, health.Failure),
            [.. catalog.Servers.Select(Describe)]);
    }

    private static ReadyStore Describe(IConversationStore store, StoreFailure? failure) =>
        new(Kind(store), failure?.Message, failure?.Since.ToUnixTimeSeconds());

    private static string Kind(IConversationStore store)
    {
        var name = store.GetType().Name;
        return name.EndsWith(StoreSuffix, StringComparison.Ordinal) ? name[..^StoreSuffix.Length] : name;
    }

    private static ReadyServer Describe(ServerState server) => server.Known switch
    {
        null => new ReadyServer(server.Name, "connecting", null, 0, null, null),
        { Failure: { } failure } known => new ReadyServer(
            server.Name, "failed", failure, known.Tools.Count, known.Since.ToUnixTimeSeconds(), known.At.ToUnixTimeSeconds()),
        var known => new ReadyServer(
            server.Name, "connected", null, known.Tools.Count, known.Since.ToUnixTimeSeconds(), known.At.ToUnixTimeSeconds()),
    };
}
