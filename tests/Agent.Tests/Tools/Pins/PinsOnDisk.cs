using System.Text.Json;

namespace AgentStack.Agent.Tests.Tools.Pins;

/// <summary>A file of pins that goes with the test.</summary>
internal sealed class PinsOnDisk : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"pins-{Guid.NewGuid():N}.json");

    public void Write(Dictionary<string, Dictionary<string, string>> pins) => File.WriteAllText(Path, JsonSerializer.Serialize(pins));

    public void Dispose() => File.Delete(Path);
}
