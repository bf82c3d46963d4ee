using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Tests.Gateway.Reload;

/// <summary>A file of settings as an operator writes it.</summary>
internal sealed class GatewaySettingsFile : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    public string Path => System.IO.Path.Combine(_directory.FullName, "gateway.json");

    /// <summary>As an editor does that does not replace the file at once.</summary>
    public void Write(string text) => File.WriteAllText(Path, text);

    public void Write(IEnumerable<(string Name, RunningServer Server)> upstreams, params (string Key, JsonNode Value)[] settings)
    {
        var section = new JsonObject();
        var all = new JsonObject();
        foreach (var (name, server) in upstreams)
            all[name] = new JsonObject { ["Url"] = server.McpUrl.AbsoluteUri, ["Auth"] = "None", ["CallTimeout"] = "00:10:00", ["QueueTimeout"] = "00:10:00" };

        section["Upstreams"] = all;
        foreach (var (key, value) in settings)
            Set(section, key.Split(':'), value);

        Write(new JsonObject { ["Gateway"] = section }.ToJsonString());
    }

    public void Delete() => File.Delete(Path);

    public void Dispose() => _directory.Delete(recursive: true);

    private static void Set(JsonObject section, string[] keys, JsonNode value)
    {
        foreach (var key in keys[..^1])
            section = (section[key] ??= new JsonObject()).AsObject();

        section[keys[^1]] = value;
    }
}
