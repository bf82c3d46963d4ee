using AgentStack.Settings;
using Microsoft.Extensions.Configuration;

namespace AgentStack.RemoteMcp.Tests;

public sealed class RemoteServerSettingsTests
{
    [Fact]
    public void Settings_OfSeveralServersThatAreWrong_AreAllNamedByTheirKeys()
    {
        var failure = Should.Throw<SettingsException>(() => Read(
            ("one:Url", "ftp://x"),
            ("one:RuntimeArn", "nonsense"),
            ("two:Auth", "None"),
            ("three:CallTimeout", "00:00:00"),
            ("three:ConnectTimeout", "soon"),
            ("four:Auth", "Magic"),
            ("five:Uri", "http://127.0.0.1/mcp"),
            ("a name with spaces:Url", "http://127.0.0.1/mcp")));

        string[] beginnings =
        [
            "McpServers:one:Url and RuntimeArn are both set", "McpServers:one:RuntimeArn must look like", "McpServers:one:Url must be",
            "McpServers:two:Url is missing", "McpServers:three:CallTimeout must be above zero",
            "McpServers:three:ConnectTimeout is \"soon\", which is not a time", "McpServers:four:Auth is \"Magic\", which is not a choice",
            "McpServers:five:Uri is not a setting", "McpServers:a name with spaces is no name",
        ];
        foreach (var beginning in beginnings)
            failure.Problems.ShouldContain(problem => problem.StartsWith(beginning, StringComparison.Ordinal), beginning);
    }

    [Fact]
    public void Settings_ThatAreGood_AreReadWithTheirDefaults()
    {
        var servers = Read(("tools:Auth", "M2M"), ("other:Auth", "none"), ("other:Url", "http://127.0.0.1:8000/mcp")).Servers;

        servers["tools"].Qualifier.ShouldBe("DEFAULT");
        servers["tools"].CallTimeout.ShouldBe(TimeSpan.FromSeconds(60));
        servers["other"].Auth.ShouldBe(RemoteServerAuth.None);
    }

    private static RemoteServerSettings Read(params (string Key, string Value)[] settings)
    {
        var reader = new SettingsReader(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"McpServers:{s.Key}", (string?)s.Value)))
            .Build());
        var servers = RemoteServerSettings.Read(reader);
        reader.ThrowIfAnyProblem();
        return servers;
    }
}
