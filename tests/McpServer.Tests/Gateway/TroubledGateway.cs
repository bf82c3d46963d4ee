using AgentStack.Tests.Shared;
using AgentStack.Tests.Shared.Scripted;

namespace AgentStack.McpServer.Tests.Gateway;

/// <summary>A gateway in front of two servers of which one is bad, and a clock that moves only while that one is waited for.</summary>
internal sealed class TroubledGateway(RunningServer gateway, ScriptedServer bad, FakeClock clock)
{
    /// <summary>Long, so that pauses can pass without a step's time being up.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(3);
    private const int QuietGlances = 12;

    public RunningServer Gateway => gateway;

    public FakeClock Clock => clock;

    public static async Task<TroubledGateway> StartAsync(
        ScriptedServer bad, ScriptedServer good, Uri badUrl, TimeSpan patience = default)
    {
        var clock = new FakeClock();
        var limits = new[] { "bad", "good" }.SelectMany(name => new[]
        {
            ($"Upstreams:{name}:ConnectTimeout", Limit.ToString()),
            ($"Upstreams:{name}:CallTimeout", Limit.ToString()),
            ($"Upstreams:{name}:RestartPatience", patience.ToString()),
        });
        var gateway = await GatewayStage.StartAsync([("bad", badUrl), ("good", good.Url)], clock, [.. limits]);
        return new TroubledGateway(gateway, bad, clock);
    }

    /// <summary>Until the good server is known. The clock moves too little for anybody's time to be up.</summary>
    public Task StartedAsync() => Eventually.TrueAsync(
        async () =>
        {
            var names = gateway.ToolNamesAsync("good___");
            while (!names.IsCompleted)
            {
                await Task.WhenAny(names, Task.Delay(Glance, CancellationToken.None));
                clock.Advance(TimeSpan.FromMilliseconds(100));
            }

            return (await names).Count > 0;
        },
        "the good server");

    public Task<IReadOnlyList<string>> ToolsAsync() => PassTimeAsync(gateway.ToolNamesAsync(""));

    public Task<WireAnswer> CallAsync(string tool, string id) => PassTimeAsync(gateway.CallAsync(tool, $$"""{"id":"{{id}}"}"""));

    /// <summary>What the call answers when it is tried again as often as it takes.</summary>
    public async Task<string> CallUntilItWorksAsync(string tool, string id)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await CallAsync(tool, id);
            if (answer.Json["result"] is not null && !answer.IsToolError)
                return answer.ToolText;

            tries.ShouldBeLessThan(10, answer.Text);
            clock.Advance(TimeSpan.FromMinutes(2));
            await Task.Delay(Glance, CancellationToken.None);
        }
    }

    /// <summary>Lets time pass until no request hangs any more.</summary>
    public async Task SettleAsync()
    {
        await Eventually.TrueAsync(
            () =>
            {
                if (bad.Hanging == 0)
                    return true;

                clock.Advance(Limit + TimeSpan.FromSeconds(1));
                return false;
            },
            "the end of abandoned requests");
    }

    /// <summary>Moves the clock while the bad server hangs, or nothing happens, until the request has ended.</summary>
    public async Task<T> PassTimeAsync<T>(Task<T> request)
    {
        for (var quiet = 0; !request.IsCompleted;)
        {
            var arrivals = bad.Arrivals;
            await Task.WhenAny(request, Task.Delay(Glance, CancellationToken.None));
            quiet = arrivals == bad.Arrivals ? quiet + 1 : 0;
            if (bad.Hanging > 0)
                clock.Advance(Limit + TimeSpan.FromSeconds(1));
            else if (quiet > QuietGlances)
                clock.Advance(TimeSpan.FromSeconds(1));
        }

        return await request;
    }
}
