using AgentStack.Agent.Conversations;
using AgentStack.Agent.Models;
using AgentStack.Agent.Tools;
using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Lifecycle;

/// <summary>What is known of the agent's surroundings at this moment; it asks nobody and waits for nothing.</summary>
internal sealed class ReadyReport(
    ToolCatalog catalog,
    IConversationStore store,
    StoreHealth health,
    ModelOptions model,
    BusyGauge gauge,
    Shutdown shutdown,
    TimeProvider clock,
    IHostApplicationLifetime lifetime)
{
    private const int MostLeftOut = 20;

    private const string StoreSuffix = "Conversations";

    public ReadyReply Create()
    {
        var isStarted = lifetime.ApplicationStarted.IsCancellationRequested;
        var servers = catalog.Servers.ToList();
        var missing = servers.Where(server => RequiredServers.IsMissing(server, clock.GetUtcNow())).Select(server => server.Name).ToList();
        return new ReadyReply(
            isStarted && !shutdown.IsStopping && missing.Count == 0,
            shutdown.IsStopping ? "stopping" : isStarted ? "serving" : "starting",
            missing.Count > 0 ? missing : null,
            gauge.Work,
            new ReadyModel(model.Id),
            Describe(store, health.Failure),
            [.. servers.Select(Describe)]);
    }

    private static ReadyStore Describe(IConversationStore store, StoreFailure? failure) =>
        new(Kind(store), failure?.Message, failure?.Since.ToUnixTimeSeconds());

    private static string Kind(IConversationStore store)
    {
        var name = store.GetType().Name;
        return name.EndsWith(StoreSuffix, StringComparison.Ordinal) ? name[..^StoreSuffix.Length] : name;
    }

    private static ReadyServer Describe(ServerState server)
    {
        var condition = server.Condition;
        var leftOut = server.LeftOut;
        return new ReadyServer(
            server.Name,
            condition.State.ToString().ToLowerInvariant(),
            server.Server.Options.Required,
            condition.Cause?.Message,
            server.Offered,
            condition.State == ConnectionState.Idle ? null : condition.Since.ToUnixTimeSeconds(),
            server.Known?.At.ToUnixTimeSeconds(),
            condition.RetryAt?.ToUnixTimeSeconds(),
            condition.NegotiatedProtocol,
            condition.ServerName is null ? null : ServerWords.Of($"{condition.ServerName} {condition.ServerVersion}".TrimEnd()),
            leftOut.Count == 0 ? null : [.. leftOut.Take(MostLeftOut).Select(tool => new ReadyLeftOut(ServerWords.Hide(tool.Tool), ServerWords.Hide(tool.Reason)))],
            leftOut.Count == 0 ? null : leftOut.Count);
    }
}
