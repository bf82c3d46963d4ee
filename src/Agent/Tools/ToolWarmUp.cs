namespace AgentStack.Agent.Tools;

/// <summary>Connects the servers in the background at start, so that the first prompt need not wait and /ping never does.</summary>
internal sealed class ToolWarmUp(ToolCatalog catalog) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await catalog.GetAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The process ends before it has begun.
        }
    }
}
