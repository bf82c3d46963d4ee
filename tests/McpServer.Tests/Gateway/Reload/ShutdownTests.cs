using System.Globalization;
using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.Configuration;

namespace AgentStack.McpServer.Tests.Gateway.Reload;

/// <summary>What the gateway has started ends with it, whatever it was about to become.</summary>
public sealed class ShutdownTests : IDisposable
{
    private readonly GatewaySettingsFile _file = new();
    private readonly DirectoryInfo _marks = Directory.CreateTempSubdirectory();

    public void Dispose()
    {
        _file.Dispose();
        _marks.Delete(recursive: true);
    }

    [Fact]
    public async Task Stop_WhileAReplacementStillConnects_EndsItsProcess()
    {
        await using var first = await OperatedGateway.StartUpstreamAsync(new GatedTools());
        _file.Write([("one", first)]);
        await using (var gateway = await StartAsync())
        {
            await gateway.PassAsync("one");
            WriteSilent("one");
            await gateway.ReadAsync();
            await Eventually.TrueAsync(() => Started().Count == 1, "the process of the replacement");
        }

        await EndedAsync();
    }

    [Fact]
    public async Task Stop_WithProcessesThatHeedNothing_EndsThemSideBySide()
    {
        WriteSilent("a", "b", "c", "d", "e", "f");
        var gateway = await StartAsync();
        await Eventually.TrueAsync(() => Started().Count == 6, "six processes");

        await gateway.DisposeAsync();

        await EndedAsync();
        var killed = gateway.Log.Lines.Where(line => line.Text.Contains("did not end and was killed", StringComparison.Ordinal)).ToList();
        killed.Count.ShouldBe(6);
    }

    private Task<RunningServer> StartAsync() => RunningServer.StartPlainAsync(builder =>
        builder.Configuration.AddInMemoryCollection([new("Gateway:ConfigFile", _file.Path)]));

    private void WriteSilent(params string[] names) => _file.Write(new JsonObject
    {
        ["Gateway"] = new JsonObject
        {
            ["Upstreams"] = new JsonObject(names.Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonObject
            {
                ["Command"] = "/bin/sh",
                ["Arguments"] = new JsonArray("-c", $"echo $$ > {_marks.FullName}/{name}; exec sleep 300"),
                ["Auth"] = "None",
            }))),
        },
    }.ToJsonString());

    private IReadOnlyList<int> Started() =>
    [
        .. _marks.GetFiles().Select(file => File.ReadAllText(file.FullName).Trim()).Where(text => text.Length > 0)
            .Select(text => int.Parse(text, CultureInfo.InvariantCulture)),
    ];

    // Who is killed is gone a moment later; by itself it would be there for minutes.
    private Task EndedAsync() => Eventually.TrueAsync(() => Started().All(id => !IsAlive(id)), "the end of what was started");

    private static bool IsAlive(int id) => Directory.Exists($"/proc/{id}");
}
