using Microsoft.Extensions.Configuration;

namespace AgentStack.RemoteMcp.Tests;

public sealed class RemoteServerSettingsTests
{
    [Fact]
    public void Problems_OfSeveralServers_AreAllNamedByTheirKeys()
    {
        var servers = Read(
            ("one:Url", "ftp://x"),
            ("one:RuntimeArn", "nonsense"),
            ("two:Auth", "None"),
            ("three:CallTimeout", "00:00:00"),
            ("four:Auth", "Magic"),
            ("a name with spaces:Url", "http://127.0.0.1/mcp"));

        string[] keys =
        [
            "McpServers:one:Url is not", "McpServers:one:RuntimeArn is not", "McpServers:one:Url and",
            "McpServers:two:Url is missing", "McpServers:three:CallTimeout", "McpServers:four", "McpServers:a name with spaces",
        ];
        foreach (var key in keys)
            servers.Problems.ShouldContain(problem => problem.StartsWith(key, StringComparison.Ordinal), key);
    }

    [Fact]
    public void Problems_OfGoodSettings_AreNone() =>
        Read(("tools:Auth", "M2M"), ("other:Auth", "None"), ("other:Url", "http://127.0.0.1:8000/mcp")).Problems.ShouldBeEmpty();

    private static RemoteServerSettings Read(params (string Key, string Value)[] settings) =>
        RemoteServerSettings.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"McpServers:{s.Key}", (string?)s.Value)))
            .Build());
}
