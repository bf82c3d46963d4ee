namespace AgentStack.LocalAws.Tests;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("localaws-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
