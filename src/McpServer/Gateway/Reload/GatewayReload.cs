using AgentStack.McpServer.Hosting;
using AgentStack.McpServer.Protocol.Subscriptions;

namespace AgentStack.McpServer.Gateway.Reload;

/// <summary>
/// Reads the gateway's settings again when their files have changed. They are taken over as a whole or not at all: when
/// anything is wrong with them, those of before hold, and the log says why.
/// </summary>
internal sealed partial class GatewayReload(
    IConfiguration configuration,
    GatewaySettings settings,
    Upstreams upstreams,
    GatewayOffers offers,
    OfferChanges changes,
    TimeProvider clock,
    ILogger<GatewayReload> logger) : BackgroundService
{
    /// <summary>Between two looks. A file that is the same at two of them is not being written.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<SettingsFileProvider> _files = SettingsFiles.Of(configuration);
    private readonly StartedSettings _started = new(configuration);
    private CancellationTokenSource? _waiting;
    private Task _replacing = Task.CompletedTask;
    private volatile bool _isAsked;

    /// <summary>The next look reads the files, whether they changed or not.</summary>
    public void ReadSoon() => _isAsked = true;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var changed = _files.Where(file => file.HasSettled()).ToList();
            if (_isAsked)
                changed = [.. _files];
            else if (changed.Count == 0)
                continue;

            _isAsked = false;
            await ReadSafelyAsync(changed);
        }
    }

    public override void Dispose()
    {
        _waiting?.Dispose();
        base.Dispose();
    }

    // Whatever a file holds, the server goes on with what it has.
    private async Task ReadSafelyAsync(IReadOnlyList<SettingsFileProvider> changed)
    {
        try
        {
            await ReadAsync(changed);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            settings.Refuse(clock.GetUtcNow());
            Log.Failed(logger, e);
        }
    }

    private async Task ReadAsync(IReadOnlyList<SettingsFileProvider> changed)
    {
        List<string> problems = [.. changed.Select(file => file.Take()).OfType<string>()];
        problems.AddRange(SettingsSections.Problems(_files));
        var read = ServerSettings.Read(configuration, out var others);
        if (problems.Concat(others).ToList() is { Count: > 0 } wrong)
        {
            settings.Refuse(clock.GetUtcNow());
            Log.Refused(logger, string.Join(" | ", wrong));
            return;
        }

        await TakeAsync(read.Gateway);
    }

    private List<string> NeedRestart(GatewayOptions options)
    {
        List<string> waiting = [.. _started.Changed()];
        if (options.OwnTools != settings.Current.OwnTools)
            waiting.Add($"{GatewayOptions.Section}:{nameof(GatewayOptions.OwnTools)}");

        if (options.ConfigFile != settings.Current.ConfigFile)
            waiting.Add($"{GatewayOptions.Section}:{nameof(GatewayOptions.ConfigFile)}");

        return waiting;
    }

    private async Task TakeAsync(GatewayOptions options)
    {
        // What the change before still waits for may be what this one changes.
        if (_waiting is not null)
            await _waiting.CancelAsync();

        await _replacing;
        _waiting?.Dispose();
        _waiting = new CancellationTokenSource();

        if (NeedRestart(options) is { Count: > 0 } waiting)
            Log.NeedsRestart(logger, string.Join(", ", waiting));

        var wasOnDemand = offers.IsOnDemand;
        settings.Take(options);
        if (offers.IsOnDemand != wasOnDemand)
            changes.Changed(OfferKinds.Tools);

        var change = UpstreamChange.Of(upstreams.All, options.Upstreams);
        Log.Taken(logger, change.Added.Count, change.Removed.Count, change.Changed.Count, change.Kept.Count);
        _replacing = upstreams.ReplaceAsync(options, _waiting.Token);
    }

    private static partial class Log
    {
        [LoggerMessage(
            1,
            LogLevel.Information,
            "The gateway's settings were read again. Upstreams: {Added} added, {Removed} removed, {Changed} changed, {Kept} kept")]
        public static partial void Taken(ILogger logger, int added, int removed, int changed, int kept);

        [LoggerMessage(
            2,
            LogLevel.Error,
            "The settings were changed to something wrong. They are refused as a whole, those of before hold: {Problems}")]
        public static partial void Refused(ILogger logger, string problems);

        [LoggerMessage(
            3,
            LogLevel.Warning,
            "What was changed in {Sections} is read at the start only: the change waits for the next one")]
        public static partial void NeedsRestart(ILogger logger, string sections);

        [LoggerMessage(4, LogLevel.Error, "The gateway's settings were changed and could not be taken over")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
